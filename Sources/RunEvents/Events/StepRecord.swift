/// One attempt at one step of a case, when it is over.
package struct StepRecord: Hashable, Sendable {
    package var caseIndex: Int
    /// The place among the case's steps, from 1.
    package var step: Int
    package var name: String?
    /// The operation that was called, or `send`.
    package var operation: String
    /// Counts from 1; more than one where the step retries.
    package var attempt: Int
    package var elapsed: Duration
    /// What came of it in one word: `success`, an error's name or the kind of a failure.
    package var result: String

    package init(
        caseIndex: Int, step: Int, name: String?, operation: String, attempt: Int, elapsed: Duration,
        result: String
    ) {
        self.caseIndex = caseIndex
        self.step = step
        self.name = name
        self.operation = operation
        self.attempt = attempt
        self.elapsed = elapsed
        self.result = result
    }
}
