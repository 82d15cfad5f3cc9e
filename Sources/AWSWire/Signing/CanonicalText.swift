/// How parts of a request are written before they are hashed.
enum CanonicalText {
    /// Appends a header's value: without white space around it, runs of it inside as one space.
    static func appendValue(_ value: some Collection<UInt8>, to out: inout [UInt8]) {
        let start = out.count
        // Most values have no white space, and bytes of an array are looked at faster than those of a text.
        out += value
        guard out[start...].contains(where: isSpace) else { return }
        out.removeSubrange(start...)
        var isSpacePending = false
        for byte in value {
            if isSpace(byte) {
                isSpacePending = out.count > start
                continue
            }
            if isSpacePending {
                out.append(0x20)
                isSpacePending = false
            }
            out.append(byte)
        }
    }

    /// The path of a request line: dots and empty segments resolved, then every byte but the unreserved escaped.
    ///
    /// Escapes that are there already are escaped once more, as all services but S3 want it.
    static func path(ofTarget target: String) -> [UInt8] {
        // SigV4: an empty path signs as "/".
        if target == "/" { return [UInt8(ascii: "/")] }
        let path = target.utf8.prefix { $0 != UInt8(ascii: "?") }
        var segments: [Substring.UTF8View] = []
        for segment in path.split(separator: UInt8(ascii: "/")) {
            if segment.elementsEqual(".".utf8) { continue }
            if segment.elementsEqual("..".utf8) {
                _ = segments.popLast()
            } else {
                segments.append(segment)
            }
        }
        var out: [UInt8] = []
        for segment in segments {
            out.append(UInt8(ascii: "/"))
            appendEscaped(segment, to: &out)
        }
        if segments.isEmpty || path.last == UInt8(ascii: "/") { out.append(UInt8(ascii: "/")) }
        return out
    }

    /// The query of a request line: each name and value unescaped and escaped again, sorted by name, then value.
    ///
    /// Parameters of these names are left out.
    static func query(ofTarget target: String, without excluded: Set<String> = []) -> [UInt8] {
        guard let mark = target.utf8.firstIndex(of: UInt8(ascii: "?")) else { return [] }
        var pairs: [(name: [UInt8], value: [UInt8])] = []
        for part in target.utf8[target.utf8.index(after: mark)...].split(separator: UInt8(ascii: "&")) {
            let name = part.prefix { $0 != UInt8(ascii: "=") }
            let value = part.dropFirst(name.count + 1)
            let plainName = unescaped(name)
            if excluded.contains(String(decoding: plainName, as: UTF8.self)) { continue }
            pairs.append((escaped(plainName), escaped(unescaped(value))))
        }
        pairs.sort { left, right in
            left.name == right.name
                ? left.value.lexicographicallyPrecedes(right.value)
                : left.name.lexicographicallyPrecedes(right.name)
        }
        var out: [UInt8] = []
        for pair in pairs {
            if !out.isEmpty { out.append(UInt8(ascii: "&")) }
            out += pair.name
            out.append(UInt8(ascii: "="))
            out += pair.value
        }
        return out
    }

    /// The parameters of a request line's query, unescaped, in order.
    static func parameters(ofTarget target: String) -> [(name: String, value: String)] {
        guard let mark = target.utf8.firstIndex(of: UInt8(ascii: "?")) else { return [] }
        return target.utf8[target.utf8.index(after: mark)...].split(separator: UInt8(ascii: "&")).map {
            part in
            let name = part.prefix { $0 != UInt8(ascii: "=") }
            let value = part.dropFirst(name.count + 1)
            return (
                String(decoding: unescaped(name), as: UTF8.self),
                String(decoding: unescaped(value), as: UTF8.self)
            )
        }
    }

    static func escaped(_ bytes: some Sequence<UInt8>) -> [UInt8] {
        var out: [UInt8] = []
        appendEscaped(bytes, to: &out)
        return out
    }

    private static func appendEscaped(_ bytes: some Sequence<UInt8>, to out: inout [UInt8]) {
        for byte in bytes {
            if isUnreserved(byte) { out.append(byte) } else { Hexadecimal.appendEscape(byte, to: &out) }
        }
    }

    /// Unescapes what is validly escaped; a lone percent sign stands for itself, and so does a plus sign.
    private static func unescaped(_ bytes: some Collection<UInt8>) -> [UInt8] {
        var out: [UInt8] = []
        let all = Array(bytes)
        var index = 0
        while index < all.count {
            if all[index] == UInt8(ascii: "%"), index + 2 < all.count,
                let high = digit(all[index + 1]), let low = digit(all[index + 2])
            {
                out.append(high << 4 | low)
                index += 3
            } else {
                out.append(all[index])
                index += 1
            }
        }
        return out
    }

    private static func digit(_ byte: UInt8) -> UInt8? {
        Hexadecimal.value(of: (0x41...0x46).contains(byte) ? byte | 0x20 : byte)
    }

    private static func isSpace(_ byte: UInt8) -> Bool {
        byte == 0x20 || (byte >= 0x09 && byte <= 0x0D)
    }

    private static func isUnreserved(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x7E: true
        default: false
        }
    }
}
