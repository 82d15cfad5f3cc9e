/// One expectation that was looked at, and what came of it.
package struct CheckRecord: Hashable, Sendable {
    /// What came of a check; a warning and an observation change no verdict.
    package enum Result: String, CaseIterable, Hashable, Sendable {
        case passed, failed, inconclusive, warning, observation
    }

    /// Who testified: what the caller reported, what the target received, what the target holds.
    package enum Witness: String, CaseIterable, Hashable, Sendable {
        case report, wire, state
    }

    package var caseIndex: Int
    /// The place among the case's steps, from 1.
    package var step: Int
    /// What was compared: `response`, `error`, `failure`, `status`, `headers`, `body`, `within`, …
    package var kind: String
    package var requirement: String?
    /// The expectation's own place, as `file:line:column`.
    package var place: String
    package var result: Result
    package var witness: Witness
    /// The facts on the wire that the check rests on, in words of the language.
    package var needs: [String]
    package var message: String?

    package init(
        caseIndex: Int, step: Int, kind: String, requirement: String?, place: String, result: Result,
        witness: Witness, needs: [String], message: String?
    ) {
        self.caseIndex = caseIndex
        self.step = step
        self.kind = kind
        self.requirement = requirement
        self.place = place
        self.result = result
        self.witness = witness
        self.needs = needs
        self.message = message
    }
}
