/// Texts that must not be seen, each with what stands in its place.
package struct RedactedParts: Hashable, Sendable {
    private var parts: [Part] = []

    private struct Part: Hashable, Sendable {
        let secret: [UInt8]
        let tag: [UInt8]
    }

    /// Shorter texts than this are no secrets, and replacing them would garble everything.
    private static let minimumLength = 6

    package init() {}

    package mutating func add(_ secret: String, tag: String) {
        insert(Array(secret.utf8), tag: Array(tag.utf8))
        // In a query string a token stands percent-encoded, in JSON with escaped slashes.
        let encoded = percentEncoded(secret)
        if encoded != Array(secret.utf8) { insert(encoded, tag: Array(tag.utf8)) }
        if secret.utf8.contains(0x2F) {
            insert(secret.utf8.flatMap { $0 == 0x2F ? [0x5C, 0x2F] : [$0] }, tag: Array(tag.utf8))
        }
    }

    private mutating func insert(_ secret: [UInt8], tag: [UInt8]) {
        guard secret.count >= Self.minimumLength, !parts.contains(where: { $0.secret == secret }) else {
            return
        }
        parts.append(Part(secret: secret, tag: tag))
        // A secret that holds another one goes first, or its rest would stay readable.
        parts.sort { $0.secret.count > $1.secret.count }
    }

    /// The bytes with every secret replaced.
    package func redact(_ bytes: [UInt8]) -> [UInt8] {
        var result = bytes
        for part in parts {
            guard var at = firstPlace(of: part.secret, in: result, from: 0) else { continue }
            var clean: [UInt8] = []
            clean.reserveCapacity(result.count)
            var start = 0
            while true {
                clean += result[start..<at]
                clean += part.tag
                start = at + part.secret.count
                guard let next = firstPlace(of: part.secret, in: result, from: start) else { break }
                at = next
            }
            clean += result[start...]
            result = clean
        }
        return result
    }

    /// How many bytes of one message are kept as evidence; an endless answer must not fill the disk.
    package static let keptBytes = 1 << 20

    /// The beginning of a message with every secret replaced, and a word on how much more there was.
    package func kept(_ bytes: [UInt8]) -> [UInt8] {
        guard bytes.count > Self.keptBytes else { return redact(bytes) }
        // A secret that the cut parts cannot be found, so as many bytes as it could have go with it.
        let longest = parts.first?.secret.count ?? 0
        let beginning = redact(Array(bytes.prefix(Self.keptBytes + longest)))
        return beginning.dropLast(longest)
            + Array("\r\n[\(bytes.count) bytes in all; the rest is not kept]".utf8)
    }

    /// The text with every secret replaced.
    package func redact(_ text: String) -> String {
        let bytes = Array(text.utf8)
        let clean = redact(bytes)
        return clean == bytes ? text : String(decoding: clean, as: UTF8.self)
    }
}

/// Where a sequence of bytes occurs first at or after a position.
func firstPlace(of needle: [UInt8], in bytes: [UInt8], from start: Int) -> Int? {
    guard let first = needle.first, bytes.count >= needle.count else { return nil }
    var at = start
    while at <= bytes.count - needle.count {
        guard let candidate = bytes[at...(bytes.count - needle.count)].firstIndex(of: first) else {
            return nil
        }
        if bytes[candidate..<(candidate + needle.count)].elementsEqual(needle) { return candidate }
        at = candidate + 1
    }
    return nil
}

/// The text as a query string holds it: unreserved bytes as they are, all others as %XX.
private func percentEncoded(_ text: String) -> [UInt8] {
    let digits = Array("0123456789ABCDEF".utf8)
    var result: [UInt8] = []
    for byte in text.utf8 {
        switch byte {
        case 48...57, 65...90, 97...122, 0x2D, 0x2E, 0x5F, 0x7E:
            result.append(byte)
        default:
            result += [0x25, digits[Int(byte >> 4)], digits[Int(byte & 15)]]
        }
    }
    return result
}
