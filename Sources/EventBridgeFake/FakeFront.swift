package import HTTPMessages
package import HTTPWire

/// What stands before the service of a fake: it answers requests of its own, and hears of all others.
///
/// Requests whose target begins with the prefix never reach the service or its journal. Both functions are called
/// where the server's connections live: they must not block.
package struct FakeFront: Sendable {
    private let prefix: [UInt8]?
    private let answer: @Sendable (HTTPRequest, FakeService, Duration) -> ServerAnswer
    /// Told each request that was written into the journal.
    let witness: @Sendable (JournalEntry) -> Void

    /// - Parameters:
    ///   - prefix: nil where it has no requests of its own.
    ///   - answer: says what to do about a request of its own, at this time since 1970.
    ///   - witness: is told each request that the service answered, after it was written into the journal.
    package init(
        prefix: String?,
        answer: @escaping @Sendable (HTTPRequest, FakeService, Duration) -> ServerAnswer,
        witness: @escaping @Sendable (JournalEntry) -> Void
    ) {
        self.prefix = prefix.map { Array($0.utf8) }
        self.answer = answer
        self.witness = witness
    }

    /// What to do about a request of its own; nil for one that is the service's.
    func answer(to received: ReceivedRequest, of service: FakeService, at now: Duration) -> ServerAnswer? {
        guard let prefix, received.defect == nil, received.request.target.utf8.starts(with: prefix) else {
            return nil
        }
        return answer(received.request, service, now)
    }
}
