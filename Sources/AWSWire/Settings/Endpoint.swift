/// Where requests go: scheme, host, port and the path that stands before every target.
package struct Endpoint: Hashable, Sendable, CustomStringConvertible {
    package enum Scheme: String, Hashable, Sendable, CaseIterable {
        case http
        case https
    }

    package let scheme: Scheme
    /// The name or address; an IPv6 address in brackets.
    package let host: String
    /// The port as written; nil for the scheme's own.
    package let port: Int?
    /// Begins with a slash; `/` alone where the address has no path.
    package let path: String

    package init(scheme: Scheme, host: String, port: Int? = nil, path: String = "/") {
        self.scheme = scheme
        self.host = host
        self.port = port
        self.path = path
    }

    /// Reads an address such as `https://example.com:8443/custom`.
    package init(url: String) throws(EndpointError) {
        func invalid(_ reason: String) -> EndpointError { .invalidAddress(url, reason) }
        guard let mark = url.firstRange(of: "://") else {
            throw invalid("it does not begin with http:// or https://")
        }
        guard let scheme = Scheme(rawValue: url[..<mark.lowerBound].lowercased()) else {
            throw invalid("its scheme is neither http nor https")
        }
        let rest = url[mark.upperBound...]
        let authority = rest.prefix { $0 != "/" }
        if let end = authority.lastIndex(of: "@") {
            // What stands before it may be a password.
            throw .invalidAddress("\(url[..<mark.upperBound])…\(authority[end...])", "it names a user")
        }
        guard !rest.contains("?"), !rest.contains("#") else { throw invalid("it has a query or a fragment") }
        guard rest.unicodeScalars.allSatisfy({ $0.value > 0x20 && $0.value < 0x7F }) else {
            throw invalid("it has a space, a control character or a character beyond ASCII")
        }
        let hostEnd =
            authority.hasPrefix("[")
            ? authority.firstIndex(of: "]").map(authority.index(after:)) : authority.firstIndex(of: ":")
        let host = authority[..<(hostEnd ?? authority.endIndex)]
        let tail = authority[host.endIndex...]
        let isBracketed = host.hasPrefix("[") && host.hasSuffix("]") && host.count > 2
        guard !host.isEmpty, isBracketed || !host.contains(where: { "[]".contains($0) }),
            tail.isEmpty || tail.hasPrefix(":")
        else {
            throw invalid("it has no host")
        }
        if tail.isEmpty {
            port = nil
        } else {
            guard let number = Int(tail.dropFirst()), (1...65_535).contains(number) else {
                throw invalid("its port is not a number from 1 to 65535")
            }
            port = number
        }
        self.scheme = scheme
        self.host = String(host)
        let path = rest[authority.endIndex...]
        self.path = path.isEmpty ? "/" : String(path)
    }

    /// The value of the Host header: the port stands in it unless it is the scheme's own.
    package var hostHeader: String {
        guard let port, port != defaultPort else { return host }
        return "\(host):\(port)"
    }

    /// The port to connect to.
    package var connectionPort: Int { port ?? defaultPort }

    /// The request target of the service's operations: the path, with a slash at its end.
    package var target: String { path.hasSuffix("/") ? path : path + "/" }

    /// Whether the host is this machine, by its name or address alone.
    package var isLoopback: Bool {
        let name = host.lowercased()
        return name == "localhost" || name.hasSuffix(".localhost") || name == "[::1]"
            || Self.isLoopbackIPv4(name)
    }

    private static func isLoopbackIPv4(_ name: String) -> Bool {
        let parts = name.split(separator: ".", omittingEmptySubsequences: false).map { UInt8($0) }
        return parts.count == 4 && parts.allSatisfy { $0 != nil } && parts[0] == 127
    }

    private var defaultPort: Int {
        switch scheme {
        case .http: 80
        case .https: 443
        }
    }

    package var description: String {
        "\(scheme.rawValue)://\(host)" + (port.map { ":\($0)" } ?? "") + (path == "/" ? "" : path)
    }
}
