package import HTTPMessages
package import JSONTree

/// What a caller reported of one call.
package struct ObservedAnswer: Hashable, Sendable {
    package enum Outcome: Hashable, Sendable {
        case success(JSONValue)
        case error(ObservedError)
        case failure(FailureKind, message: String)
    }

    package var outcome: Outcome
    /// What a client under test does not report is nil and is not checked.
    package var status: Int?
    package var headers: HTTPFields?
    package var body: [UInt8]?
    /// From the call's start to the end of its answer.
    package var elapsed: Duration

    package init(
        outcome: Outcome, status: Int?, headers: HTTPFields?, body: [UInt8]?, elapsed: Duration
    ) {
        self.outcome = outcome
        self.status = status
        self.headers = headers
        self.body = body
        self.elapsed = elapsed
    }
}

/// A service error as a caller reported it.
package struct ObservedError: Hashable, Sendable {
    package var name: String
    package var namespace: String?
    package var message: String?

    package init(name: String, namespace: String? = nil, message: String?) {
        self.name = name
        self.namespace = namespace
        self.message = message
    }
}
