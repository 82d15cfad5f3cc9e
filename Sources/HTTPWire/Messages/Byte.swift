/// The bytes that HTTP/1.1 gives a meaning to.
enum Byte {
    static let tab = UInt8(ascii: "\t")
    static let lineFeed = UInt8(ascii: "\n")
    static let carriageReturn = UInt8(ascii: "\r")
    static let space = UInt8(ascii: " ")
    static let colon = UInt8(ascii: ":")
    static let semicolon = UInt8(ascii: ";")
    static let zero = UInt8(ascii: "0")

    static func isDigit(_ byte: UInt8) -> Bool {
        byte >= zero && byte <= zero + 9
    }

    /// Tells whether a byte may stand in a method or a field name (RFC 9110 section 5.6.2).
    static func isToken(_ byte: UInt8) -> Bool {
        let set = byte < 64 ? lowTokens : byte < 128 ? highTokens : 0
        return set >> UInt64(byte & 63) & 1 == 1
    }

    /// The token characters under 64, one bit each.
    private static let lowTokens = bits("!#$%&'*+-.0123456789", above: 0)
    /// The token characters from 64 on.
    private static let highTokens = bits(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZ^_`abcdefghijklmnopqrstuvwxyz|~", above: 64)

    private static func bits(_ characters: String, above start: UInt8) -> UInt64 {
        characters.utf8.reduce(0) { $0 | 1 << UInt64($1 - start) }
    }

    /// Tells whether a byte may not stand in a field value: a control character other than the tab.
    static func isForbiddenInValue(_ byte: UInt8) -> Bool {
        (byte < space && byte != tab) || byte == 0x7f
    }

    /// The value of a hexadecimal digit.
    static func hexadecimal(_ byte: UInt8) -> Int? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): Int(byte - zero)
        case UInt8(ascii: "a")...UInt8(ascii: "f"): Int(byte - UInt8(ascii: "a")) + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): Int(byte - UInt8(ascii: "A")) + 10
        default: nil
        }
    }

    /// Bytes as a quoted text for messages: what is not printable ASCII is escaped.
    static func quoted(_ bytes: some Sequence<UInt8>) -> String {
        var text = "'"
        for byte in bytes {
            if byte >= space && byte < 0x7f {
                text.unicodeScalars.append(Unicode.Scalar(byte))
            } else {
                text += "\\x" + (byte < 16 ? "0" : "") + String(byte, radix: 16)
            }
        }
        return text + "'"
    }
}
