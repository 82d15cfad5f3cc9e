/// Which connections go through a proxy, by the values of the usual environment variables.
///
/// Loopback addresses are never proxied.
package struct ProxyRules: Hashable, Sendable {
    /// No proxy for anything.
    package static let none = ProxyRules()

    private let http: Proxy?
    private let https: Proxy?
    private let exceptions: [ProxyException]

    private init() {
        http = nil
        https = nil
        exceptions = []
    }

    /// Reads the values; empty ones count as absent.
    ///
    /// - Parameters:
    ///   - httpsProxy: the value of `HTTPS_PROXY`: `http://user:password@host:port`, or `host:port`.
    ///   - httpProxy: the value of `HTTP_PROXY`, alike.
    ///   - noProxy: the value of `NO_PROXY`: names with all their subdomains, addresses, `10.0.0.0/8`, any
    /// of them
    ///     with a port, or `*`, separated by commas or spaces.
    package init(httpsProxy: String?, httpProxy: String?, noProxy: String?) throws(InvalidProxy) {
        https = try httpsProxy.flatMap(Proxy.init(value:))
        http = try httpProxy.flatMap(Proxy.init(value:))
        exceptions = (noProxy ?? "").split { $0 == "," || $0 == " " }.compactMap { ProxyException($0) }
    }

    /// Tells whether connections to an origin go through a proxy.
    package func isProxied(_ origin: HTTPOrigin) -> Bool { proxy(for: origin) != nil }

    /// The proxy for an origin, if its connections go through one.
    func proxy(for origin: HTTPOrigin) -> Proxy? {
        guard let proxy = origin.scheme == .https ? https : http, !origin.isLoopback,
            !exceptions.contains(where: { $0.covers(origin) })
        else { return nil }
        return proxy
    }
}

/// A proxy's address and what it wants to be told.
struct Proxy: Hashable, Sendable {
    let origin: HTTPOrigin
    /// The value of `Proxy-Authorization`.
    let authorization: String?

    /// Reads a variable's value; nil for an empty one.
    init?(value: String) throws(InvalidProxy) {
        let trimmed = value.filter { $0 != " " && $0 != "\t" && $0 != "\n" }
        if trimmed.isEmpty { return nil }
        let url = trimmed.contains("://") ? trimmed : "http://" + trimmed
        guard let origin = HTTPOrigin(url: url) else {
            throw InvalidProxy(message: "a proxy is not http://host:port")
        }
        guard origin.scheme == .http else {
            throw InvalidProxy(message: "a proxy is reached by http://, not by \(origin.scheme.rawValue)://")
        }
        self.origin = origin
        authorization = Self.user(in: url).map { "Basic " + base64(Array($0.utf8)) }
    }

    /// The `user:password` of a URL, percent signs decoded.
    private static func user(in url: String) -> String? {
        let authority = url.drop { $0 != "/" }.drop { $0 == "/" }.prefix { $0 != "/" }
        guard let at = authority.lastIndex(of: "@") else { return nil }
        var bytes: [UInt8] = []
        var rest = authority[..<at].utf8[...]
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "%"), let high = rest.first.flatMap(Byte.hexadecimal),
                let low = rest.dropFirst().first.flatMap(Byte.hexadecimal)
            {
                bytes.append(UInt8(high << 4 | low))
                rest = rest.dropFirst(2)
            } else {
                bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}

/// A proxy setting that cannot be read.
package struct InvalidProxy: Error, Hashable, Sendable {
    /// A sentence for people; the setting itself may hold a password and is left out.
    package let message: String
}

/// Base64 of RFC 4648 with padding.
private func base64(_ bytes: [UInt8]) -> String {
    let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    var text: [UInt8] = []
    for start in stride(from: 0, to: bytes.count, by: 3) {
        let group = (0..<3).map { start + $0 < bytes.count ? Int(bytes[start + $0]) : 0 }
        let bits = group[0] << 16 | group[1] << 8 | group[2]
        for place in 0..<4 {
            let isPadding = start + place > bytes.count
            text.append(isPadding ? UInt8(ascii: "=") : alphabet[bits >> (18 - 6 * place) & 63])
        }
    }
    return String(decoding: text, as: UTF8.self)
}
