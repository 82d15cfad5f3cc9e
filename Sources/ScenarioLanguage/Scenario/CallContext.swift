/// What every caller obeys in a case; nil leaves it to the caller.
package struct CallContext: Hashable, Sendable {
    /// How a client repeats calls.
    package enum RetryMode: String, Hashable, Sendable, CaseIterable {
        case legacy, standard, adaptive
    }

    package var region: TextTemplate?
    /// Whether the credential is a temporary one, with a session token.
    package var hasSessionToken = false
    package var retryMode: RetryMode?
    /// All attempts, the first one included.
    package var maxAttempts: Int?
    package var timeout: Duration?

    package init() {}
}
