package import HTTPWire

/// Whose certificates a client believes when it speaks TLS.
public enum CertificateTrust: Hashable, Sendable {
    /// The roots of the operating system.
    case systemRoots
    /// The certificates of a PEM file, and no others: what `AWS_CA_BUNDLE` and `SSL_CERT_FILE` name.
    case bundle(path: String)

    package var wire: TLSTrust {
        switch self {
        case .systemRoots: .systemRoots
        case .bundle(let path): .pemFile(path)
        }
    }
}
