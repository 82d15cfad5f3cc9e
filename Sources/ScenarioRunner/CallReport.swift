package import HTTPMessages
package import ScenarioLanguage

/// What came of one call.
package struct CallReport: Hashable, Sendable {
    package var answer: ObservedAnswer
    /// The request as it was sent, signature and all; nil where nothing was sent.
    package var sent: HTTPRequest?
    /// The answer's bytes, head and body, as far as they came.
    package var received: [UInt8]?
    /// Why the call was not made at all, though the order was right: a budget is used up, an account not allowed.
    package var refusal: String?
    /// Whether anything was there that could have answered.
    package var wasTargetReached: Bool
    /// What came of the attempts before, where the caller made several by itself.
    package var earlier: [CallReport] = []
    /// What the caller tells besides.
    package var findings = CallerFindings()

    package init(
        answer: ObservedAnswer, sent: HTTPRequest?, received: [UInt8]?, refusal: String?,
        wasTargetReached: Bool
    ) {
        self.answer = answer
        self.sent = sent
        self.received = received
        self.refusal = refusal
        self.wasTargetReached = wasTargetReached
    }

    /// A call that was not made.
    package static func refused(because reason: String) -> CallReport {
        CallReport(
            answer: ObservedAnswer(
                outcome: .failure(.connect, message: reason), status: nil, headers: nil, body: nil,
                elapsed: .zero),
            sent: nil, received: nil, refusal: reason, wasTargetReached: false)
    }
}
