import NIOSSL

/// What a server shows of itself in a TLS handshake, and whom clients must trust to believe it.
package struct TLSIdentity: Hashable, Sendable {
    /// The certificate of the authority that clients are told to trust, as PEM.
    package let authorityPEM: String
    /// The server's certificate, as PEM.
    package let certificatePEM: String
    private let privateKeyPEM: String

    init(authorityPEM: String, certificatePEM: String, privateKeyPEM: String) {
        self.authorityPEM = authorityPEM
        self.certificatePEM = certificatePEM
        self.privateKeyPEM = privateKeyPEM
    }

    /// Makes what the server's connections need.
    func context() throws -> NIOSSLContext {
        let chain = try NIOSSLCertificate.fromPEMBytes(Array(certificatePEM.utf8))
        let key = try NIOSSLPrivateKey(bytes: Array(privateKeyPEM.utf8), format: .pem)
        var configuration = TLSConfiguration.makeServerConfiguration(
            certificateChain: chain.map { .certificate($0) }, privateKey: .privateKey(key))
        configuration.applicationProtocols = ["http/1.1"]
        return try NIOSSLContext(configuration: configuration)
    }
}
