/// Why no whole answer came back.
package struct TransportFailure: Error, Hashable, Sendable {
    package enum Kind: String, CaseIterable, Hashable, Sendable {
        /// The name has no address.
        case nameLookup = "name-lookup"
        /// No connection: refused, unreachable, or a proxy that would not connect.
        case connect
        /// The TLS handshake failed; the message gives the reason.
        case tls
        /// The peer, or something on the way, cut the connection with RST.
        case reset
        /// The peer ended the connection before the answer was whole.
        case closedEarly = "closed-early"
        /// The deadline passed, in whatever phase.
        case timeout
        /// What came back is not HTTP/1.1.
        case malformedHTTP = "malformed-http"
        /// The head or the body is over the limit.
        case tooLarge = "too-large"
    }

    package let kind: Kind
    /// A sentence for people, lower case, without a full stop.
    package let message: String
    /// The bytes that came back before, exactly as they came.
    package let received: [UInt8]
    /// From the start of the call to its failure.
    package let elapsed: Duration
    /// Whether the request was given to a connection that stood, so that the peer may have acted on it.
    package let wasSent: Bool
    /// Whether the connection had carried another exchange before.
    package let isReusedConnection: Bool

    package init(
        kind: Kind, message: String, received: [UInt8] = [], elapsed: Duration = .zero, wasSent: Bool = false,
        isReusedConnection: Bool = false
    ) {
        self.kind = kind
        self.message = message
        self.received = received
        self.elapsed = elapsed
        self.wasSent = wasSent
        self.isReusedConnection = isReusedConnection
    }
}
