package import AWSWire
package import HTTPMessages
package import JSONTree
package import ScenarioLanguage

/// One call to make, everything filled in.
package struct CallOrder: Hashable, Sendable {
    /// What is sent.
    package enum Request: Hashable, Sendable {
        /// The input need not be an object: a scenario may send any JSON on purpose.
        case call(OperationModel, input: JSONValue)
        /// Exactly this request; headers in `omitting` (lower case) must not be added to it.
        case send(HTTPRequest, operation: OperationModel?, omitting: Set<String>)
    }

    package var endpoint: Endpoint
    package var region: String
    package var credentials: Credentials
    /// The certificate, as PEM, to trust instead of the usual ones.
    package var authority: String?
    package var request: Request
    package var signing: SigningDeviations
    package var context: CallContext
    /// How long one attempt may take.
    package var timeout: Duration
    /// How long the call may take in all, where the context has it repeated.
    package var budget: Duration
    /// Whether no answer at all is what the scenario expects.
    package var expectsSilence: Bool
    /// What the caller draws random waits from.
    package var seed: UInt64
    /// Which call of the run this is.
    package var place = CallPlace.outside

    package init(
        endpoint: Endpoint, region: String, credentials: Credentials, authority: String?,
        request: Request,
        signing: SigningDeviations,
        context: CallContext, timeout: Duration, budget: Duration, expectsSilence: Bool, seed: UInt64
    ) {
        self.endpoint = endpoint
        self.region = region
        self.credentials = credentials
        self.authority = authority
        self.request = request
        self.signing = signing
        self.context = context
        self.timeout = timeout
        self.budget = budget
        self.expectsSilence = expectsSilence
        self.seed = seed
    }

    /// How often a client in the standard mode tries; nil where the context asks for no repetition.
    ///
    /// A raw request is sent as it is written, so it is not marked as an attempt and not repeated.
    package var maximumAttempts: Int? {
        guard case .call = request else { return nil }
        let attempts = context.maxAttempts ?? (context.retryMode == nil ? 1 : 3)
        return attempts > 1 ? attempts : nil
    }

    /// The operation that is called, or whose answer a raw request expects.
    package var operation: OperationModel? {
        switch request {
        case .call(let operation, _): operation
        case .send(_, let operation, _): operation
        }
    }
}
