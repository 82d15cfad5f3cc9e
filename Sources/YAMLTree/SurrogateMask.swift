/// Hides pairs of escapes such as `\ud83d\ude00` from the parser, which JSON writers make and YAML does not have.
///
/// In their place stands YAML's own escape of the character and two private characters, so that no column moves. In
/// a double-quoted text the parser turns the escape into the character; anywhere else the pair is put back as it was
/// written.
struct SurrogateMask {
    /// The pairs as they were written, each once.
    private var pairs: [[UInt8]] = []
    private var numbers: [[UInt8]: Int] = [:]

    private static let mark: Unicode.Scalar = "\u{10FFFD}"
    private static let firstNumber: UInt32 = 0x100000
    private static let maximumPairs = 0x8000

    /// The text with its pairs hidden.
    mutating func hide(_ bytes: [UInt8]) -> [UInt8] {
        // A text that has characters of the private plane itself is left as it is.
        guard bytes.contains(UInt8(ascii: "\\")), !bytes.contains(0xF4) else { return bytes }
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count + 64)
        var index = 0
        while index < bytes.count {
            guard bytes[index] == UInt8(ascii: "\\") else {
                result.append(bytes[index])
                index += 1
                continue
            }
            if let scalar = Self.pair(in: bytes, at: index),
                let number = number(of: bytes[index..<(index + 12)])
            {
                result += Self.escape(of: scalar)
                result += UTF8.encode(Self.mark) ?? .init()
                result += Unicode.Scalar(Self.firstNumber + UInt32(number)).flatMap(UTF8.encode) ?? .init()
                index += 12
            } else {
                // What a backslash escapes is no start of another escape.
                result += bytes[index..<min(index + 2, bytes.count)]
                index += 2
            }
        }
        return result
    }

    /// A text of the parser with the pairs that it did not read put back.
    func show(_ text: String) -> String {
        guard !pairs.isEmpty, text.unicodeScalars.contains(Self.mark) else { return text }
        var view = String.UnicodeScalarView()
        var isAfterMark = false
        for scalar in text.unicodeScalars {
            if isAfterMark {
                restore(Int(scalar.value) - Int(Self.firstNumber), at: &view)
                isAfterMark = false
            } else if scalar == Self.mark {
                isAfterMark = true
            } else {
                view.append(scalar)
            }
        }
        return String(view)
    }

    /// Puts a pair back where its escape stands unread at the end of the text.
    private func restore(_ number: Int, at view: inout String.UnicodeScalarView) {
        guard pairs.indices.contains(number), let scalar = Self.pair(in: pairs[number], at: 0) else { return }
        let escape = Self.escape(of: scalar)
        guard view.suffix(escape.count).elementsEqual(escape.map { Unicode.Scalar($0) }) else { return }
        view.removeLast(escape.count)
        view.append(contentsOf: pairs[number].map { Unicode.Scalar($0) })
    }

    private mutating func number(of pair: ArraySlice<UInt8>) -> Int? {
        let pair = Array(pair)
        if let known = numbers[pair] { return known }
        guard pairs.count < Self.maximumPairs else { return nil }
        numbers[pair] = pairs.count
        pairs.append(pair)
        return pairs.count - 1
    }

    /// YAML's escape of a character: `\U` and eight digits.
    private static func escape(of scalar: Unicode.Scalar) -> [UInt8] {
        let digits = String(scalar.value, radix: 16)
        return Array("\\U".utf8) + Array(repeating: UInt8(ascii: "0"), count: 8 - digits.utf8.count)
            + digits.utf8
    }

    /// The character that two escapes at an offset stand for together.
    private static func pair(in bytes: [UInt8], at index: Int) -> Unicode.Scalar? {
        guard let high = unit(in: bytes, at: index), (0xD800...0xDBFF).contains(high),
            let low = unit(in: bytes, at: index + 6), (0xDC00...0xDFFF).contains(low)
        else { return nil }
        return Unicode.Scalar(0x10000 + (high - 0xD800) << 10 + (low - 0xDC00))
    }

    /// The number of an escape `\uXXXX` at an offset.
    private static func unit(in bytes: [UInt8], at index: Int) -> UInt32? {
        guard index + 6 <= bytes.count, bytes[index] == UInt8(ascii: "\\"),
            bytes[index + 1] == UInt8(ascii: "u")
        else { return nil }
        let digits = bytes[(index + 2)..<(index + 6)]
        guard digits.allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }) else { return nil }
        return UInt32(String(decoding: digits, as: UTF8.self), radix: 16)
    }
}
