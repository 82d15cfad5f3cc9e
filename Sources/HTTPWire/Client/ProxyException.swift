import NIOCore

/// One entry of `NO_PROXY`.
struct ProxyException: Hashable, Sendable {
    private enum Pattern: Hashable, Sendable {
        case everything
        /// A name with all its subdomains, or an address.
        case host(String)
        case network(bytes: [UInt8], bits: Int)
    }

    private let pattern: Pattern
    private let port: Int?

    init?(_ entry: Substring) {
        if entry == "*" {
            pattern = .everything
            port = nil
            return
        }
        if let slash = entry.firstIndex(of: "/") {
            guard let bytes = addressBytes(String(entry[..<slash])),
                let bits = Int(entry[entry.index(after: slash)...]), (0...bytes.count * 8).contains(bits)
            else { return nil }
            pattern = .network(bytes: bytes, bits: bits)
            port = nil
            return
        }
        if addressBytes(String(entry)) != nil {
            pattern = .host(entry.lowercased())
            port = nil
            return
        }
        guard let (host, port) = HTTPOrigin.hostAndPort(entry) else { return nil }
        let name = host.lowercased().drop { $0 == "*" }.drop { $0 == "." }
        guard !name.isEmpty else { return nil }
        pattern = .host(String(name))
        self.port = port
    }

    func covers(_ origin: HTTPOrigin) -> Bool {
        if let port, port != origin.port { return false }
        switch pattern {
        case .everything: return true
        case .host(let name): return origin.host == name || origin.host.hasSuffix("." + name)
        case .network(let network, let bits):
            guard let address = addressBytes(origin.host), address.count == network.count else {
                return false
            }
            return (0..<bits).allSatisfy { bit in
                (address[bit / 8] ^ network[bit / 8]) & (0x80 >> (bit % 8)) == 0
            }
        }
    }
}

extension HTTPOrigin {
    /// Tells whether the origin is on this very machine by its name or address.
    package var isLoopback: Bool {
        if host == "localhost" || host.hasSuffix(".localhost") { return true }
        guard let bytes = addressBytes(host) else { return false }
        return bytes.count == 4 ? bytes[0] == 127 : bytes == Array(repeating: 0, count: 15) + [1]
    }
}

/// The bytes of a numeric address, 4 or 16; nil for a name.
private func addressBytes(_ host: String) -> [UInt8]? {
    guard let address = try? SocketAddress(ipAddress: host, port: 0) else { return nil }
    return address.packedAddress
}

extension SocketAddress {
    /// The address alone in network order.
    fileprivate var packedAddress: [UInt8]? {
        guard let text = ipAddress else { return nil }
        if case .v4 = self { return text.split(separator: ".").compactMap { UInt8($0) } }
        // The library prints the shortest form: open the gap again.
        let halves = text.split(separator: "%")[0].split(separator: ":", omittingEmptySubsequences: false)
        var groups: [[UInt8]] = []
        for (index, part) in halves.enumerated() {
            if part.isEmpty {
                if index == 0 || index == halves.count - 1 { continue }
                let known = halves.filter { !$0.isEmpty }.count
                groups += Array(repeating: [0, 0], count: 8 - known)
            } else if let group = UInt16(part, radix: 16) {
                groups.append([UInt8(group >> 8), UInt8(group & 0xff)])
            }
        }
        let bytes = groups.flatMap { $0 }
        return bytes.count == 16 ? bytes : nil
    }
}
