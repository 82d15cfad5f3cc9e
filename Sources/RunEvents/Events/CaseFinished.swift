/// The end of a case: its verdict and all that a report says about it.
package struct CaseFinished: Hashable, Sendable {
    package var index: Int
    package var verdict: Verdict
    package var elapsed: Duration
    /// Why it was skipped or could not be judged, or what is known about a known failure.
    package var reason: String?
    /// The case failed as it was known to; its verdict is `skipped` then, and it is counted apart.
    package var isKnownFailure: Bool
    package var problems: [Problem]
    /// What should have been otherwise but breaks no contract.
    package var warnings: [String]
    /// What a scenario asked to be written down.
    package var observations: [String]

    package init(
        index: Int, verdict: Verdict, elapsed: Duration, reason: String?, isKnownFailure: Bool,
        problems: [Problem], warnings: [String], observations: [String]
    ) {
        self.index = index
        self.verdict = verdict
        self.elapsed = elapsed
        self.reason = reason
        self.isKnownFailure = isKnownFailure
        self.problems = problems
        self.warnings = warnings
        self.observations = observations
    }
}
