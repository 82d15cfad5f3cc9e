import NIOSSL

/// Whose certificates a client believes.
package enum TLSTrust: Hashable, Sendable {
    /// The roots of the operating system.
    case systemRoots
    /// The certificates of a PEM file, and no others.
    case pemFile(String)
    /// The certificates of a PEM text, and no others.
    case pem(String)

    /// Makes what connections need to verify the peer, host name included.
    func context() throws(TLSTrustFailure) -> NIOSSLContext {
        do {
            var configuration = TLSConfiguration.makeClientConfiguration()
            configuration.applicationProtocols = ["http/1.1"]
            // AWS serves nothing older, and neither is safe (RFC 8996).
            configuration.minimumTLSVersion = .tlsv12
            switch self {
            case .systemRoots: break
            case .pemFile(let path):
                configuration.trustRoots = .certificates(try NIOSSLCertificate.fromPEMFile(path))
            case .pem(let text):
                configuration.trustRoots = .certificates(try NIOSSLCertificate.fromPEMBytes(Array(text.utf8)))
            }
            return try NIOSSLContext(configuration: configuration)
        } catch {
            throw TLSTrustFailure(message: "cannot read \(source): \(reason(of: error))")
        }
    }

    private var source: String {
        switch self {
        case .systemRoots: "the system's root certificates"
        case .pemFile(let path): "the certificates of '\(path)'"
        case .pem: "the certificates of the PEM text"
        }
    }
}

/// The certificates to trust could not be had.
struct TLSTrustFailure: Error {
    let message: String
}
