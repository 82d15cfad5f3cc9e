extension FaultName {
    /// The catalogue's faults of the TLS handshake, for a listener that speaks TLS.
    static func tlsEntry(of name: FaultName) -> FaultEntry {
        switch name {
        case .tlsExpired: FaultEntry("the certificate ended a day ago", isAvailable: false)
        case .tlsNotYetValid: FaultEntry("the certificate begins in a day", isAvailable: false)
        case .tlsWrongHost: FaultEntry("the certificate is made out to another name", isAvailable: false)
        case .tlsSelfSigned: FaultEntry("the certificate is signed by itself", isAvailable: false)
        case .tlsUnknownCA:
            FaultEntry("the certificate is signed by an authority that nobody trusts", isAvailable: false)
        case .tlsHandshakeReset:
            FaultEntry("the connection is reset in the middle of the handshake", isAvailable: false)
        case .tlsHandshakeHang: FaultEntry("the handshake is never answered", isAvailable: false)
        case .tlsOldVersion: FaultEntry("the server speaks TLS 1.0 and nothing newer", isAvailable: false)
        case .tlsClientCertificateRequired:
            FaultEntry("the server wants a certificate of the client", isAvailable: false)
        // `entry` sends each name to its own group.
        default:
            preconditionFailure("\(name.rawValue) is not a fault of TLS")
        }
    }
}
