/// Where a server listens: scheme, host and port.
package struct HTTPOrigin: Hashable, Sendable, CustomStringConvertible {
    package enum Scheme: String, Hashable, Sendable {
        case http
        case https

        /// The port that goes without saying.
        package var port: Int {
            switch self {
            case .http: 80
            case .https: 443
            }
        }
    }

    package let scheme: Scheme
    /// A name or an address, in lower case; an IPv6 address without brackets.
    package let host: String
    package let port: Int

    package init(scheme: Scheme, host: String, port: Int) {
        self.scheme = scheme
        self.host = host
        self.port = port
    }

    /// Reads the origin of an absolute `http` or `https` URL; path, query and user are passed over.
    package init?(url: String) {
        guard let colon = url.firstRange(of: "://"),
            let scheme = Scheme(rawValue: url[..<colon.lowerBound].lowercased())
        else { return nil }
        var authority = url[colon.upperBound...].prefix { $0 != "/" && $0 != "?" && $0 != "#" }
        if let at = authority.lastIndex(of: "@") { authority = authority[authority.index(after: at)...] }
        guard let (host, port) = Self.hostAndPort(authority) else { return nil }
        self.init(scheme: scheme, host: host.lowercased(), port: port ?? scheme.port)
    }

    /// The value of the Host field: the port only where it does not go without saying.
    package var hostField: String {
        port == scheme.port ? bracketedHost : "\(bracketedHost):\(port)"
    }

    /// Host and port, as on the request line of CONNECT.
    var authority: String { "\(bracketedHost):\(port)" }

    package var description: String { "\(scheme.rawValue)://\(hostField)" }

    private var bracketedHost: String { host.contains(":") ? "[\(host)]" : host }

    /// Takes `host`, `host:port`, `[v6]` and `[v6]:port` apart.
    static func hostAndPort(_ authority: Substring) -> (host: String, port: Int?)? {
        var host = authority
        var port: Substring?
        if authority.hasPrefix("[") {
            guard let end = authority.firstIndex(of: "]") else { return nil }
            host = authority[authority.index(after: authority.startIndex)..<end]
            let rest = authority[authority.index(after: end)...]
            guard rest.isEmpty || rest.hasPrefix(":") else { return nil }
            port = rest.isEmpty ? nil : rest.dropFirst()
        } else if let colon = authority.firstIndex(of: ":") {
            host = authority[..<colon]
            port = authority[authority.index(after: colon)...]
        }
        guard !host.isEmpty, !host.utf8.contains(where: { $0 <= Byte.space || $0 == 0x7f }) else {
            return nil
        }
        guard let port, !port.isEmpty else { return (String(host), nil) }
        guard port.utf8.allSatisfy(Byte.isDigit), let number = Int(port), number < 65536 else { return nil }
        return (String(host), number)
    }
}
