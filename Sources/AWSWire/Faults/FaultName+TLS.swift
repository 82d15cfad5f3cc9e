extension FaultName {
    /// The catalogue's faults of the TLS handshake, for a listener that speaks TLS.
    static func tlsEntry(of name: FaultName) -> FaultEntry {
        switch name {
        case .tlsExpired: FaultEntry("the certificate ended a day ago")
        case .tlsNotYetValid: FaultEntry("the certificate begins in a day")
        case .tlsWrongHost: FaultEntry("the certificate is made out to another name")
        case .tlsSelfSigned: FaultEntry("the certificate is signed by itself")
        case .tlsUnknownCA:
            FaultEntry("the certificate is signed by another authority than the one to trust")
        case .tlsHandshakeReset:
            FaultEntry("the connection is reset when the client has begun the handshake")
        case .tlsHandshakeHang: FaultEntry("the handshake is never answered")
        case .tlsOldVersion: FaultEntry("the server speaks TLS 1.0 and nothing newer")
        case .tlsClientCertificateRequired:
            FaultEntry("the server wants a certificate of the client, signed by its own authority")
        // `entry` sends each name to its own group.
        default:
            preconditionFailure("\(name.rawValue) is not a fault of TLS")
        }
    }
}
