package import HTTPMessages

/// One request as the target received it.
package struct ObservedRequest: Hashable, Sendable {
    package var request: HTTPRequest
    /// The operation that its target names; nil for none that is known.
    package var operation: String?
    package var signature: WireExpectation.Signature
    /// Why the signature is not valid, for the report.
    package var explanation: String?
    /// In lower case, as listed in the request.
    package var signedHeaders: [String]
    package var scopeRegion: String?
    package var scopeService: String?
    /// Since the beginning of the step, or any other fixed time.
    package var receivedAt: Duration
    /// What the target answered; nil where it does not tell.
    package var served: Served?

    /// The answer to a request, as the target knows it.
    package struct Served: Hashable, Sendable {
        /// Nil when no status line was sent.
        package var status: Int?
        /// Nil for a success, and where the answer names no error.
        package var errorCode: String?
        /// Whether a fault had a part in it.
        package var isFaulty: Bool

        package init(status: Int?, errorCode: String?, isFaulty: Bool) {
            self.status = status
            self.errorCode = errorCode
            self.isFaulty = isFaulty
        }
    }

    package init(
        request: HTTPRequest, operation: String?, signature: WireExpectation.Signature,
        explanation: String? = nil,
        signedHeaders: [String], scopeRegion: String?, scopeService: String?, receivedAt: Duration,
        served: Served?
    ) {
        self.request = request
        self.operation = operation
        self.signature = signature
        self.explanation = explanation
        self.signedHeaders = signedHeaders
        self.scopeRegion = scopeRegion
        self.scopeService = scopeService
        self.receivedAt = receivedAt
        self.served = served
    }
}
