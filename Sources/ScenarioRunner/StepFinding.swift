import ScenarioLanguage

/// What one attempt at a step came to.
struct StepFinding: Sendable {
    /// A difference, and the exchange that shows it.
    struct Difference: Sendable {
        let mismatch: Mismatch
        /// The exchange's place among those of the attempt; nil where the whole step is meant.
        let exchange: Int?
    }

    let exchanges: [StepExchange]
    var differences: [Difference] = []
    /// What the caller found broken by itself, whatever the answer.
    var defects: [CallerFindings.Defect] = []
    /// Why the caller cannot make such a call.
    var limitation: String?
    /// Why something could not be judged.
    var doubts: [String] = []
    /// Whether the answers were left unjudged, since what they rest on did not happen.
    var isAnswerUnjudged = false
    /// What the target received; nil where it does not tell, or nobody asked.
    var received: [ObservedRequest]?
    /// The facts that the checks of the answers rest on.
    var needs: Set<WireFact> = []
    /// Whether a call was cut off by the end of the case's own time.
    var isPastDeadline = false
    /// Whether no further attempt can change anything.
    var isBeyondJudgement = false

    init(_ exchanges: [StepExchange]) {
        self.exchanges = exchanges
    }

    var isAsExpected: Bool { differences.isEmpty && doubts.isEmpty && defects.isEmpty && !isPastDeadline }
}
