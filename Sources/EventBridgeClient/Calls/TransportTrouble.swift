import HTTPWire

/// Why a call got no whole answer.
public struct TransportTrouble: Error, Hashable, Sendable, CustomStringConvertible {
    public enum Kind: String, CaseIterable, Hashable, Sendable {
        /// The endpoint's name has no address.
        case nameLookup = "name-lookup"
        /// No connection: refused, unreachable, or a proxy that would not connect.
        case connect
        /// The TLS handshake failed: the certificate, the host name or the protocol.
        case tls
        /// The connection was cut with RST.
        case reset
        /// The connection ended before the answer was whole.
        case closedEarly = "closed-early"
        /// The timeout passed, or the calling task was cancelled.
        case timeout
        /// What came back is not HTTP/1.1.
        case malformedHTTP = "malformed-http"
        /// The answer is larger than the client bears.
        case tooLarge = "too-large"
    }

    public let kind: Kind
    /// One sentence: lower case, no full stop.
    public let message: String
    /// Whether the request was given to a connection that stood: the service may have acted on it.
    public let wasSent: Bool

    public var description: String { "\(kind.rawValue): \(message)" }

    public init(kind: Kind, message: String, wasSent: Bool) {
        self.kind = kind
        self.message = message
        self.wasSent = wasSent
    }

    init(_ failure: TransportFailure) {
        message = failure.message
        wasSent = failure.wasSent
        kind =
            switch failure.kind {
            case .nameLookup: .nameLookup
            case .connect: .connect
            case .tls: .tls
            case .reset: .reset
            case .closedEarly: .closedEarly
            case .timeout: .timeout
            case .malformedHTTP: .malformedHTTP
            case .tooLarge: .tooLarge
            }
    }
}
