extension LeakPatterns {
    /// Finds every secret in some bytes, however it is written: plain, in base64, in hex, percent-encoded or escaped
    /// as in JSON. Linear in the bytes.
    package func leaks(in bytes: [UInt8], at place: Leak.Place) -> [Leak] {
        guard !isEmpty else { return [] }
        var found = matches(in: bytes).map { needle in
            Leak(secret: needle.kind, spelling: needle.spelling, place: place)
        }
        if bytes.contains(UInt8(ascii: "%")) {
            found += matches(in: percentDecoded(bytes)).map {
                Leak(secret: $0.kind, spelling: .percentEncoded, place: place)
            }
        }
        if bytes.contains(UInt8(ascii: "\\")) {
            found += matches(in: unescaped(bytes)).map {
                Leak(secret: $0.kind, spelling: .escaped, place: place)
            }
        }
        return Self.plainest(found)
    }

    /// Of a secret that is there as it is and would be found in decoded bytes too, only the plain one.
    static func plainest(_ leaks: [Leak]) -> [Leak] {
        let direct = Set(leaks.filter { $0.spelling == .plain }.map { [$0.secret, "\($0.place)"] })
        return Leak.sorted(
            leaks.filter { $0.spelling == .plain || !direct.contains([$0.secret, "\($0.place)"]) })
    }

    private func matches(in bytes: [UInt8]) -> Set<Needle> {
        var found: Set<Needle> = []
        for start in bytes.indices {
            let candidates = byFirstByte[Int(bytes[start])]
            if candidates.isEmpty { continue }
            for index in candidates {
                let needle = needles[index]
                guard start + needle.bytes.count <= bytes.count else { continue }
                if bytes[start..<(start + needle.bytes.count)].elementsEqual(needle.bytes) {
                    found.insert(needle)
                }
            }
        }
        return found
    }
}

/// Replaces every `%41` by its byte, and leaves what is no such code.
private func percentDecoded(_ bytes: [UInt8]) -> [UInt8] {
    var out: [UInt8] = []
    out.reserveCapacity(bytes.count)
    var index = 0
    while index < bytes.count {
        if bytes[index] == UInt8(ascii: "%"), let value = hexValue(bytes, from: index + 1, count: 2) {
            out.append(UInt8(truncatingIfNeeded: value))
            index += 3
        } else {
            out.append(bytes[index])
            index += 1
        }
    }
    return out
}

/// Replaces `\/`, `\\`, `\"` and the `\u0041` of ASCII by their byte, and leaves the rest.
private func unescaped(_ bytes: [UInt8]) -> [UInt8] {
    var out: [UInt8] = []
    out.reserveCapacity(bytes.count)
    var index = 0
    while index < bytes.count {
        guard bytes[index] == UInt8(ascii: "\\"), index + 1 < bytes.count else {
            out.append(bytes[index])
            index += 1
            continue
        }
        switch bytes[index + 1] {
        case UInt8(ascii: "/"), UInt8(ascii: "\\"), UInt8(ascii: "\""):
            out.append(bytes[index + 1])
            index += 2
        case UInt8(ascii: "u"):
            if let value = hexValue(bytes, from: index + 2, count: 4), value < 128 {
                out.append(UInt8(truncatingIfNeeded: value))
                index += 6
            } else {
                out.append(bytes[index])
                index += 1
            }
        default:
            out.append(bytes[index])
            index += 1
        }
    }
    return out
}

private func hexValue(_ bytes: [UInt8], from start: Int, count: Int) -> Int? {
    guard start + count <= bytes.count else { return nil }
    var value = 0
    for byte in bytes[start..<(start + count)] {
        switch byte {
        case 0x30...0x39: value = value * 16 + Int(byte - 0x30)
        case 0x41...0x46: value = value * 16 + Int(byte - 0x37)
        case 0x61...0x66: value = value * 16 + Int(byte - 0x57)
        default: return nil
        }
    }
    return value
}
