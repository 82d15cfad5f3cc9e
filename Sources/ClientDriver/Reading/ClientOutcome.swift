/// What a client says came of its call; the words are those of the published schema.
package enum ClientOutcome: String, Hashable, Sendable, CaseIterable {
    case success
    /// The service answered with an error.
    case serviceError = "service_error"
    /// The client refused to make the call, and sent nothing.
    case refusedLocally = "refused_locally"
    case transportError = "transport_error"
    case malformedResponse = "malformed_response"
    /// The client cannot do this, and says why.
    case unsupported
}
