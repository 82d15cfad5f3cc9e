package import JSONTree

/// One result in a client's own words: what came of the call and how it read the answer.
package struct ClientResult: Hashable, Sendable {
    /// An error as the client tells it; what it does not tell is nil.
    package struct Failure: Hashable, Sendable {
        package var code: String?
        package var message: String?
        package var httpStatus: Int?
        package var requestID: String?
        package var isModeled: Bool?
        package var isRetryable: Bool?

        package init(
            code: String? = nil, message: String? = nil, httpStatus: Int? = nil, requestID: String? = nil,
            isModeled: Bool? = nil, isRetryable: Bool? = nil
        ) {
            self.code = code
            self.message = message
            self.httpStatus = httpStatus
            self.requestID = requestID
            self.isModeled = isModeled
            self.isRetryable = isRetryable
        }
    }

    /// Why a client cannot do something.
    package struct Limitation: Hashable, Sendable {
        package var reason: String
        package var issueURL: String?

        package init(reason: String, issueURL: String? = nil) {
            self.reason = reason
            self.issueURL = issueURL
        }
    }

    package var outcome: ClientOutcome
    /// As the client gives it: a client may take a number for an ARN.
    package var eventSourceARN: JSONValue?
    package var error: Failure?
    /// How many requests the client says it sent.
    package var attempts: Int?
    package var client: ClientIdentity?
    package var limitation: Limitation?

    package init(
        outcome: ClientOutcome, eventSourceARN: JSONValue? = nil, error: Failure? = nil, attempts: Int? = nil,
        client: ClientIdentity? = nil, limitation: Limitation? = nil
    ) {
        self.outcome = outcome
        self.eventSourceARN = eventSourceARN
        self.error = error
        self.attempts = attempts
        self.client = client
        self.limitation = limitation
    }
}

/// Who a client says it is.
package struct ClientIdentity: Hashable, Sendable {
    package var name: String?
    package var version: String?
    package var language: String?

    package init(name: String?, version: String?, language: String?) {
        self.name = name
        self.version = version
        self.language = language
    }
}
