package import AWSWire
package import HTTPMessages
package import JSONTree
package import ScenarioLanguage

/// Who makes the calls of a case: our own client, or a client under test.
package protocol Caller: Sendable {
    var kind: CallerKind { get }
    /// Makes one call and tells what came of it; never longer than the order's timeout.
    func call(_ order: CallOrder) async -> CallReport
}

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
    package var request: Request
    package var signing: SigningDeviations
    package var context: CallContext
    package var timeout: Duration

    package init(
        endpoint: Endpoint, region: String, credentials: Credentials, request: Request,
        signing: SigningDeviations,
        context: CallContext, timeout: Duration
    ) {
        self.endpoint = endpoint
        self.region = region
        self.credentials = credentials
        self.request = request
        self.signing = signing
        self.context = context
        self.timeout = timeout
    }

    /// The operation that is called, or whose answer a raw request expects.
    package var operation: OperationModel? {
        switch request {
        case .call(let operation, _): operation
        case .send(_, let operation, _): operation
        }
    }
}

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
