import Crypto

/// Bytes as lower-case hexadecimal digits and back.
enum Hexadecimal {
    private static let capitals = Array("0123456789ABCDEF".utf8)

    static func append(_ digest: SHA256.Digest, to out: inout [UInt8]) {
        for byte in digest {
            out.append(digit(byte >> 4))
            out.append(digit(byte & 15))
        }
    }

    /// Tells whether a digest has these digits, in the same time wherever the first wrong one is.
    static func isSame(_ digest: SHA256.Digest, _ digits: [UInt8]) -> Bool {
        guard digits.count == 2 * SHA256.Digest.byteCount else { return false }
        var difference: UInt8 = 0
        var place = 0
        for byte in digest {
            difference |= digit(byte >> 4) ^ digits[place]
            difference |= digit(byte & 15) ^ digits[place + 1]
            place += 2
        }
        return difference == 0
    }

    /// Tells whether a byte is a digit; letters in lower case only.
    static func isDigit(_ byte: UInt8) -> Bool {
        byte &- 0x30 < 10 || byte &- 0x61 < 6
    }

    private static func digit(_ value: UInt8) -> UInt8 {
        value &+ (value < 10 ? 0x30 : 0x57)
    }

    static func bytes(_ digest: SHA256.Digest) -> [UInt8] {
        var out: [UInt8] = []
        out.reserveCapacity(2 * SHA256.Digest.byteCount)
        append(digest, to: &out)
        return out
    }

    /// The value of lower-case digits; nil for anything else.
    static func decoded(_ text: some Collection<UInt8>) -> [UInt8]? {
        var out: [UInt8] = []
        out.reserveCapacity(32)
        var high: UInt8?
        for digit in text {
            guard let value = value(of: digit) else { return nil }
            if let first = high {
                out.append(first << 4 | value)
                high = nil
            } else {
                high = value
            }
        }
        return high == nil ? out : nil
    }

    /// Appends `%2F` for a byte.
    static func appendEscape(_ byte: UInt8, to out: inout [UInt8]) {
        out.append(UInt8(ascii: "%"))
        out.append(capitals[Int(byte >> 4)])
        out.append(capitals[Int(byte & 15)])
    }

    /// The value of one digit; letters in lower case only.
    static func value(of digit: UInt8) -> UInt8? {
        switch digit {
        case 0x30...0x39: digit - 0x30
        case 0x61...0x66: digit - 0x57
        default: nil
        }
    }

    /// The SHA-256 of bytes as hexadecimal digits.
    static func sha256(_ bytes: [UInt8]) -> [UInt8] {
        Self.bytes(SHA256.hash(data: bytes))
    }
}
