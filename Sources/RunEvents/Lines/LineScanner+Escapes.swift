extension LineScanner {
    /// Reads on in a text that holds escapes; the scanner stands at the first backslash.
    mutating func escapedText(from start: Int) throws(MalformedLine) -> String {
        var text = Array(bytes[start..<at])
        while at < limit {
            let byte = bytes[at]
            advance(to: at + 1)
            if byte == UInt8(ascii: "\"") { return String(decoding: text, as: UTF8.self) }
            guard byte == UInt8(ascii: "\\") else {
                text.append(byte)
                continue
            }
            guard at < limit else { break }
            let letter = bytes[at]
            advance(to: at + 1)
            switch letter {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(letter)
            case UInt8(ascii: "n"): text.append(0x0A)
            case UInt8(ascii: "r"): text.append(0x0D)
            case UInt8(ascii: "t"): text.append(0x09)
            case UInt8(ascii: "b"): text.append(0x08)
            case UInt8(ascii: "f"): text.append(0x0C)
            case UInt8(ascii: "u"): text.append(contentsOf: String(try escapedScalar()).utf8)
            default: throw malformed("an unknown escape")
            }
        }
        throw malformed("a text has no end")
    }

    /// Reads four digits, and another escape for the second half of a pair; a lone half is repaired.
    private mutating func escapedScalar() throws(MalformedLine) -> Unicode.Scalar {
        let unit = try hexadecimal()
        if let scalar = Unicode.Scalar(unit) { return scalar }
        let afterFirst = at
        guard unit < 0xDC00, at + 1 < limit, bytes[at] == UInt8(ascii: "\\"),
            bytes[at + 1] == UInt8(ascii: "u")
        else { return "\u{FFFD}" }
        advance(to: at + 2)
        let second = try hexadecimal()
        guard (0xDC00...0xDFFF).contains(second),
            let scalar = Unicode.Scalar(0x10000 + (unit - 0xD800) << 10 + (second - 0xDC00))
        else {
            advance(to: afterFirst)
            return "\u{FFFD}"
        }
        return scalar
    }

    private mutating func hexadecimal() throws(MalformedLine) -> UInt32 {
        guard at + 4 <= limit else { throw malformed("an escape has no end") }
        var value: UInt32 = 0
        for position in at..<at + 4 {
            let byte = bytes[position]
            switch byte {
            case 0x30...0x39: value = value << 4 | UInt32(byte - 0x30)
            case 0x41...0x46: value = value << 4 | UInt32(byte - 0x41 + 10)
            case 0x61...0x66: value = value << 4 | UInt32(byte - 0x61 + 10)
            default: throw malformed("an escape needs four hexadecimal digits")
            }
        }
        advance(to: at + 4)
        return value
    }

    /// Passes over a value of any kind.
    mutating func skipValue() throws(MalformedLine) {
        var depth = 0
        repeat {
            skipBlanks()
            guard at < limit else { throw malformed("a value is missing") }
            switch bytes[at] {
            case UInt8(ascii: "\""): try skipText()
            case UInt8(ascii: "{"), UInt8(ascii: "["):
                depth += 1
                guard depth <= LineScanner.maximumDepth else { throw malformed("a value is nested too deep") }
                advance(to: at + 1)
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                guard depth > 0 else { throw malformed("a value is missing") }
                depth -= 1
                advance(to: at + 1)
            case UInt8(ascii: ","), UInt8(ascii: ":"):
                guard depth > 0 else { throw malformed("a value is missing") }
                advance(to: at + 1)
            default: skipWord()
            }
        } while depth > 0
    }

    private mutating func skipText() throws(MalformedLine) {
        var position = at + 1
        while position < limit {
            switch bytes[position] {
            case UInt8(ascii: "\""):
                advance(to: position + 1)
                return
            case UInt8(ascii: "\\"): position += 2
            default: position += 1
            }
        }
        throw malformed("a text has no end")
    }

    /// Passes over a number or a word, whatever it says: an unknown member is not ours to judge.
    private mutating func skipWord() {
        var position = at + 1
        while position < limit {
            switch bytes[position] {
            case UInt8(ascii: ","), UInt8(ascii: "}"), UInt8(ascii: "]"), 0x20, 0x09, 0x0D:
                advance(to: position)
                return
            default: position += 1
            }
        }
        advance(to: position)
    }
}
