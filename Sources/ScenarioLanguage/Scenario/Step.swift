package import AWSWire
package import Diagnostics

/// One call, and what must follow.
package struct Step: Hashable, Sendable {
    /// What is sent.
    package enum Action: Hashable, Sendable {
        case call(OperationModel, input: ValueTemplate)
        case send(RawRequestTemplate)
    }

    package var name: String?
    package var place: Place
    package var action: Action
    /// Whether Assay's own client makes the call even when a client is under test.
    package var isByHarness: Bool
    /// The name of a credential in the case's `given`; nil for the case's own.
    package var credential: String?
    package var signing: SigningTemplate?
    /// How many such calls are made at once.
    package var together: Int
    package var timeout: Duration?
    /// How long to wait before the call.
    package var delay: Duration?
    /// How far the lifecycle's time is moved before the call.
    package var clock: Duration?
    package var retry: RetryRule?
    package var captures: [Capture]
    package var expectation: StepExpectation

    /// What reports call the step when it has no name: the operation, or method and path.
    package var title: String {
        if let name { return name }
        switch action {
        case .call(let operation, _): return operation.name
        case .send(let request):
            if let operation = request.operation { return "send \(operation.name)" }
            return "send \(request.method.source) \(request.path.source)"
        }
    }

    /// The operation whose answer is expected; nil for a raw request that names none.
    package var operation: OperationModel? {
        switch action {
        case .call(let operation, _): operation
        case .send(let request): request.operation
        }
    }
}

/// How a step is repeated until all is as expected.
package struct RetryRule: Hashable, Sendable {
    /// From the first attempt on, no attempt begins later than this.
    package var duration: Duration
    /// The first pause.
    package var interval: Duration
    /// Each pause is this many times the one before.
    package var backoff: Double
    package var place: Place
}

/// A value of an answer that is kept under a name for later steps.
package struct Capture: Hashable, Sendable {
    package var name: String
    package var path: ValuePath
    package var place: Place
}
