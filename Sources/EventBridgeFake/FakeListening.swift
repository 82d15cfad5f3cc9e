import HTTPWire

/// Where a fake listens.
public struct FakeListening: Hashable, Sendable {
    /// The certificate that a fake shows.
    public enum Certificate: String, CaseIterable, Sendable {
        /// Good for localhost, 127.0.0.1 and ::1, by an authority made for this fake.
        case trusted
        case expired
        case notYetValid = "not-yet-valid"
        case wrongHost = "wrong-host"
        case unknownAuthority = "unknown-ca"
        case selfSigned = "self-signed"
    }

    /// A numeric address of this machine.
    public var host: String
    /// 0 for a free one.
    public var port: Int
    /// Nil for plain HTTP.
    public var tls: Certificate?

    public init(host: String = "127.0.0.1", port: Int = 0, tls: Certificate? = nil) {
        self.host = host
        self.port = port
        self.tls = tls
    }
}

extension FakeListening.Certificate {
    var certificate: TLSAuthority.Variant {
        switch self {
        case .trusted: .trusted
        case .expired: .expired
        case .notYetValid: .notYetValid
        case .wrongHost: .wrongHost
        case .unknownAuthority: .unknownAuthority
        case .selfSigned: .selfSigned
        }
    }
}
