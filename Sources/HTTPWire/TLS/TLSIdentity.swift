import NIOSSL

/// What a server shows of itself in a TLS handshake, and whom clients must trust to believe it.
package struct TLSIdentity: Hashable, Sendable {
    /// The certificate of the authority that clients are told to trust, as PEM.
    package let authorityPEM: String
    /// The server's certificate, as PEM.
    package let certificatePEM: String
    fileprivate let privateKeyPEM: String

    init(authorityPEM: String, certificatePEM: String, privateKeyPEM: String) {
        self.authorityPEM = authorityPEM
        self.certificatePEM = certificatePEM
        self.privateKeyPEM = privateKeyPEM
    }

    /// How a server shows an identity.
    struct Showing: Hashable, Sendable {
        enum Manner: Hashable, Sendable {
            case plain
            case tls10Only
            /// Only to clients that show a certificate of the same authority.
            case clientCertificate
        }

        let identity: TLSIdentity
        let manner: Manner
    }

    func showing(_ manner: Showing.Manner) -> Showing {
        Showing(identity: self, manner: manner)
    }
}

extension TLSIdentity.Showing {
    /// Makes what the server's connections need.
    func context() throws -> NIOSSLContext {
        let chain = try NIOSSLCertificate.fromPEMBytes(Array(identity.certificatePEM.utf8))
        let key = try NIOSSLPrivateKey(bytes: Array(identity.privateKeyPEM.utf8), format: .pem)
        var configuration = TLSConfiguration.makeServerConfiguration(
            certificateChain: chain.map { .certificate($0) }, privateKey: .privateKey(key))
        configuration.applicationProtocols = ["http/1.1"]
        switch manner {
        case .plain: break
        case .tls10Only:
            configuration.minimumTLSVersion = .tlsv1
            configuration.maximumTLSVersion = .tlsv1
            // The version knows none of the suites that are the default.
            configuration.cipherSuites = "ECDHE-ECDSA-AES128-SHA:ECDHE-ECDSA-AES256-SHA"
        case .clientCertificate:
            let authority = try NIOSSLCertificate.fromPEMBytes(Array(identity.authorityPEM.utf8))
            configuration.trustRoots = .certificates(authority)
            configuration.certificateVerification = .noHostnameVerification
        }
        return try NIOSSLContext(configuration: configuration)
    }
}
