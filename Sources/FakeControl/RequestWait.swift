import EventBridgeFake
import HTTPWire
import ScenarioLanguage
import Synchronization

/// Somebody who waits until enough requests of a kind have come.
final class RequestWait: Sendable {
    /// Its number among those that wait.
    let number = Mutex(0)
    let deferred: DeferredAnswer

    private let search: RequestSearch
    private let finding: @Sendable () -> SearchFinding
    private let isFound: @Sendable (JournalEntry) -> Bool

    /// - Parameter finding: looks at all requests so far.
    init(
        _ search: RequestSearch, within bound: Duration,
        finding: @escaping @Sendable () -> SearchFinding
    ) {
        self.search = search
        self.finding = finding
        isFound = { search.finds($0) }
        deferred = DeferredAnswer(within: bound) { ServerAnswer(finding().answer.response) }
    }

    var isOpen: Bool { deferred.isOpen }

    /// Whether a request that has just come, with all before it, ends the wait; gives the answer then.
    func isMet(by entry: JournalEntry) -> Bool {
        guard isOpen else { return true }
        guard isFound(entry) else { return false }
        return isMet()
    }

    /// Whether what has come so far is enough, or too much; gives the answer then.
    func isMet() -> Bool {
        let finding = finding()
        let isEnough = finding.isVerified && !search.isAboutWhatDoesNotCome
        guard isEnough || search.isExceeded(by: finding.count) else { return false }
        deferred.give(ServerAnswer(finding.answer.response))
        return true
    }
}
