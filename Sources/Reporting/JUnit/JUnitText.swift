import Diagnostics

/// The forms of text, times and moments that every JUnit consumer reads.
enum JUnitText {
    /// Messages are one line; consumers cut them at about so much.
    private static let messageLimit = 500
    /// So many bytes of a body are kept; parsers refuse ten million.
    static let bodyLimit = 256 << 10

    /// The text's first line, visible and of bounded length; never empty.
    static func message(_ text: String, otherwise fallback: String) -> String {
        let line = text.split(whereSeparator: \.isNewline).first.map { visible(String($0)) } ?? ""
        let message = line.allSatisfy { $0 == " " || $0 == "\t" } ? fallback : line
        guard message.unicodeScalars.count > messageLimit else { return message }
        return String(String.UnicodeScalarView(message.unicodeScalars.prefix(messageLimit))) + "…"
    }

    /// A body that starts with the message, since some consumers show only the one and some only the other.
    static func body(_ text: String, startingWith message: String) -> String {
        let shown = cut(text)
        if shown.isEmpty || shown == message { return message }
        return visible(shown).hasPrefix(message) ? shown : "\(message)\n\(shown)"
    }

    /// The text, cut to the bound with a note of its size.
    static func cut(_ text: String) -> String {
        guard text.utf8.count > bodyLimit else { return text }
        // A scalar that is cut in two is repaired to a visible mark.
        let start = String(decoding: text.utf8.prefix(bodyLimit), as: UTF8.self)
        return "\(start)\n… (cut: \(text.utf8.count) bytes in all)"
    }

    /// How a requirement stands in a case's output, as Jenkins and others read properties there.
    static func property(requirement: String) -> String {
        "[[PROPERTY|requirement=" + requirement + "]]"
    }

    /// Seconds with exactly three decimals, the one form that all consumers read.
    static func seconds(_ duration: Duration) -> String {
        var bytes: [UInt8] = []
        append(seconds: duration, to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Adds what `seconds` says.
    static func append(seconds duration: Duration, to bytes: inout [UInt8]) {
        let (seconds, attoseconds) = duration.components
        let isNegative = seconds < 0 || attoseconds < 0
        var rest =
            isNegative
            ? 0 : seconds * 1000 + (attoseconds + 500_000_000_000_000) / 1_000_000_000_000_000
        let start = bytes.count
        var digits = 0
        // From the last digit to the first, at least one before the point.
        while rest > 0 || digits < 4 {
            if digits == 3 { bytes.append(UInt8(ascii: ".")) }
            bytes.append(UInt8(ascii: "0") + UInt8(rest % 10))
            rest /= 10
            digits += 1
        }
        bytes[start...].reverse()
    }

    /// A moment in UTC without zone and fraction, such as `2026-11-23T12:00:00`; nil where the text is none.
    static func moment(_ text: String) -> String? {
        let pattern = Array("0000-00-00T00:00:00".utf8)
        let bytes = Array(text.utf8)
        guard bytes.count > pattern.count, bytes.last == UInt8(ascii: "Z") else { return nil }
        for (byte, mark) in zip(bytes, pattern) {
            let isDigit = (0x30...0x39).contains(byte)
            guard mark == UInt8(ascii: "0") ? isDigit : byte == mark else { return nil }
        }
        let fraction = bytes[pattern.count...].dropLast()
        guard fraction.isEmpty || fraction.first == UInt8(ascii: ".") else { return nil }
        func number(_ range: Range<Int>) -> Int { bytes[range].reduce(0) { $0 * 10 + Int($1) - 48 } }
        let (year, month, day) = (number(0..<4), number(5..<7), number(8..<10))
        let isLeapYear = year.isMultiple(of: 4) && (!year.isMultiple(of: 100) || year.isMultiple(of: 400))
        let days = [31, isLeapYear ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        guard year > 0, (1...12).contains(month), (1...days[month - 1]).contains(day) else { return nil }
        guard number(11..<13) < 24, number(14..<16) < 60, number(17..<19) < 60 else { return nil }
        return String(decoding: bytes.prefix(pattern.count), as: UTF8.self)
    }
}
