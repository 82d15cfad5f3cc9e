extension JSONParser {
    /// Reads the string whose opening quote is at the index.
    mutating func string() throws(JSONError) -> String {
        let start = index + 1
        var end = start
        var isASCII: UInt8 = 0
        while end < bytes.count {
            let byte = bytes[end]
            if byte == UInt8(ascii: "\"") {
                index = end + 1
                return try text(bytes[start..<end], isASCII: isASCII < 0x80)
            }
            if byte == UInt8(ascii: "\\") || byte < 0x20 { break }
            isASCII |= byte
            end += 1
        }
        index = end
        return try stringWithEscapes(from: start)
    }

    /// Goes on with a string from the first byte that is not simply copied.
    private mutating func stringWithEscapes(from start: Int) throws(JSONError) -> String {
        var content = Array(bytes[start..<index])
        while let byte {
            switch byte {
            case UInt8(ascii: "\""):
                index += 1
                guard let text = String(validating: content, as: UTF8.self) else {
                    throw invalidUTF8(in: start..<(index - 1))
                }
                return text
            case UInt8(ascii: "\\"):
                let scalar = try escape()
                content.append(contentsOf: UTF8.encode(scalar) ?? .init())
            case ..<0x20:
                throw failure(
                    .controlCharacter,
                    "\(found) inside a string must be written as an escape such as \\n or \\u0000")
            default:
                content.append(byte)
                index += 1
            }
        }
        throw failure(.endOfText, "the text ends inside a string")
    }

    /// Reads an escape and gives the scalar that it stands for.
    private mutating func escape() throws(JSONError) -> Unicode.Scalar {
        let start = index
        index += 1
        defer { index += 1 }
        switch byte {
        case UInt8(ascii: "\""): return "\""
        case UInt8(ascii: "\\"): return "\\"
        case UInt8(ascii: "/"): return "/"
        case UInt8(ascii: "b"): return "\u{8}"
        case UInt8(ascii: "f"): return "\u{C}"
        case UInt8(ascii: "n"): return "\n"
        case UInt8(ascii: "r"): return "\r"
        case UInt8(ascii: "t"): return "\t"
        case UInt8(ascii: "u"): return try unicodeEscape(from: start)
        case nil: throw failure(.endOfText, "the text ends inside a string")
        default: throw failure(.invalidEscape, "unexpected \(found) after '\\' in a string")
        }
    }

    /// Reads `\uXXXX`, or two of them that make a pair, and stops on the last digit.
    private mutating func unicodeEscape(from start: Int) throws(JSONError) -> Unicode.Scalar {
        let unit = try hexDigits()
        if let scalar = Unicode.Scalar(unit) { return scalar }
        let isPair =
            unit < 0xDC00 && bytes[(index + 1)...].starts(with: [UInt8(ascii: "\\"), UInt8(ascii: "u")])
        if isPair {
            index += 2
            let low = try hexDigits()
            if (0xDC00..<0xE000).contains(low),
                let scalar = Unicode.Scalar(0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00))
            {
                return scalar
            }
        }
        index = start
        let digits = String(unit, radix: 16, uppercase: true)
        throw failure(.loneSurrogate, "\\u\(digits) is half of a surrogate pair without its other half")
    }

    /// Reads four hexadecimal digits after the index and stops on the last one.
    private mutating func hexDigits() throws(JSONError) -> UInt32 {
        var unit: UInt32 = 0
        for _ in 0..<4 {
            index += 1
            guard let byte else { throw failure(.endOfText, "the text ends inside a string") }
            guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue else {
                throw failure(.invalidEscape, "unexpected \(found) where '\\u' wants four hexadecimal digits")
            }
            unit = unit << 4 | UInt32(digit)
        }
        return unit
    }

    private mutating func text(_ slice: ArraySlice<UInt8>, isASCII: Bool) throws(JSONError) -> String {
        if isASCII { return String(decoding: slice, as: UTF8.self) }
        guard let text = String(validating: slice, as: UTF8.self) else {
            throw invalidUTF8(in: slice.startIndex..<slice.endIndex)
        }
        return text
    }

    /// The error at the first byte of a stretch that is not UTF-8.
    private mutating func invalidUTF8(in range: Range<Int>) -> JSONError {
        var decoder = UTF8()
        var iterator = bytes[range].makeIterator()
        index = range.lowerBound
        while case .scalarValue(let scalar) = decoder.decode(&iterator) {
            index += UTF8.width(scalar)
        }
        return failure(.invalidUTF8, "\(found) is not UTF-8")
    }
}
