/// What went over the wire for one call, with secrets, tokens and signatures already replaced.
package struct ExchangeRecord: Hashable, Sendable {
    package var caseIndex: Int
    /// The place among the case's steps, from 1.
    package var step: Int
    /// Counts from 1; more than one where the step retries.
    package var attempt: Int
    /// The place among calls that were made together, from 1.
    package var call: Int
    /// The place among the requests of one call, from 1; more than one where the client repeats it by itself.
    package var sending: Int
    /// The request's bytes, head and body; none where nothing was sent.
    package var request: [UInt8]?
    /// The answer's bytes, head and body, as far as they came; none where there was no answer.
    package var response: [UInt8]?
    /// Why there is no whole answer.
    package var failure: Failure?
    /// What the fake's verifier said: `valid`, or the code of its refusal.
    package var verification: String?

    /// A call that did not come to a whole answer.
    package struct Failure: Hashable, Sendable {
        package var kind: String
        package var message: String

        package init(kind: String, message: String) {
            self.kind = kind
            self.message = message
        }
    }

    package init(
        caseIndex: Int, step: Int, attempt: Int, call: Int, sending: Int, request: [UInt8]?,
        response: [UInt8]?,
        failure: Failure?, verification: String?
    ) {
        self.caseIndex = caseIndex
        self.step = step
        self.attempt = attempt
        self.call = call
        self.sending = sending
        self.request = request
        self.response = response
        self.failure = failure
        self.verification = verification
    }
}
