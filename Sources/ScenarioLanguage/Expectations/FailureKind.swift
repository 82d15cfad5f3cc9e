/// Why a call has no readable answer: one list for our own client and for clients under test.
package enum FailureKind: String, Hashable, Sendable, CaseIterable {
    // Seen by Assay's own client.
    case nameLookup = "name-lookup"
    case connect
    case tls
    case reset
    case closedEarly = "closed-early"
    case timeout
    case malformedHTTP = "malformed-http"
    case tooLarge = "too-large"
    case unreadable

    // Reported by, or seen of, a client under test.
    case refusedLocally = "refused-locally"
    case transportError = "transport-error"
    case malformedResponse = "malformed-response"
    case unsupported
    case crash
}
