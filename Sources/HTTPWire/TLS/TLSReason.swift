import NIOSSL

#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// Why a TLS handshake failed, in words; the library's own tell where in its source it noticed.
struct TLSReason {
    /// A sentence for people, lower case, without a full stop.
    let text: String

    /// Finds the reason in the library's error.
    ///
    /// - Parameter certificate: what the peer showed, if the handshake came that far.
    init(_ error: BoringSSLError, certificate: NIOSSLCertificate? = nil) {
        let reasons = Self.reasons(in: "\(error)")
        if reasons.contains("CERTIFICATE_VERIFY_FAILED") {
            text = Self.refusal(of: certificate)
        } else if let known = reasons.lazy.compactMap({ Self.known[$0] }).first {
            text = known
        } else if reasons.isEmpty {
            text = "the TLS handshake failed: \(error)"
        } else {
            let words = reasons.map { $0.lowercased().split(separator: "_").joined(separator: " ") }
            text = "the TLS handshake failed: " + words.joined(separator: ", ")
        }
    }

    /// What is wrong with a certificate that the library refused. It compares with the system's clock, and so do we.
    private static func refusal(of certificate: NIOSSLCertificate?) -> String {
        guard let certificate else { return "the certificate could not be verified" }
        let now = time(nil)
        if certificate.notValidAfter < now { return "the certificate has expired" }
        if certificate.notValidBefore > now { return "the certificate is not valid yet" }
        return "the certificate is not signed by an authority that is trusted"
    }

    /// The library's names of what went wrong: each stands between "OPENSSL_internal:" and a space.
    private static func reasons(in text: String) -> [String] {
        text.split(separator: " ").compactMap { word in
            guard let mark = word.firstRange(of: "OPENSSL_internal:") else { return nil }
            let name = word[mark.upperBound...].prefix { $0.isUppercase || $0 == "_" || $0.isNumber }
            return name.count > 2 ? String(name) : nil
        }
    }

    private static let known = [
        "WRONG_VERSION_NUMBER": "the peer does not speak TLS",
        "HTTP_REQUEST": "the peer does not speak TLS",
        "UNSUPPORTED_PROTOCOL": "the peer and we have no TLS version in common",
        "TLSV1_ALERT_PROTOCOL_VERSION": "the peer and we have no TLS version in common",
        "TLSV1_ALERT_CERTIFICATE_REQUIRED": "the peer wants a client certificate",
    ]
}
