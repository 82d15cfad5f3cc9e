/// A JSON number with the very digits it was written with.
package struct JSONNumber: Hashable, Sendable, CustomStringConvertible {
    /// The number as written, always of the grammar of RFC 8259.
    package let lexeme: String

    package init(_ value: Int) {
        lexeme = String(value)
    }

    /// Writes the shortest digits that read back as the same value, without `.0` for whole ones.
    package init(_ value: Double) {
        precondition(value.isFinite, "JSON has no number for \(value)")
        let text = "\(value)"
        lexeme = text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    }

    /// Takes text of the grammar of RFC 8259; nil for anything else.
    package init?(lexeme: String) {
        let bytes = Array(lexeme.utf8)
        guard numberEnd(in: bytes, from: 0) == .success(bytes.count) else { return nil }
        self.lexeme = lexeme
    }

    /// Takes digits that a reader has checked.
    init(checked lexeme: String) {
        self.lexeme = lexeme
    }

    /// The integer that this is exactly, however written (`1.0`, `1e2`); nil for fractions and beyond 64 bits.
    package var int: Int? {
        if let value = Int(lexeme) { return value }
        guard let decimal = Decimal10(lexeme), decimal.exponent >= 0 else { return nil }
        guard decimal.exponent <= 19 else { return decimal.digits.isEmpty ? 0 : nil }
        let zeros = String(repeating: "0", count: decimal.exponent)
        let digits = String(decoding: decimal.digits, as: UTF8.self)
        return digits.isEmpty ? 0 : Int((decimal.isNegative ? "-" : "") + digits + zeros)
    }

    /// The nearest binary value; infinite beyond the range.
    package var double: Double {
        Double(lexeme) ?? (lexeme.hasPrefix("-") ? -Double.infinity : .infinity)
    }

    package var description: String { lexeme }

    /// Compares the exact decimal values: `1`, `1.0` and `10e-1` are equal, `-0` equals `0`.
    package func isEqualInValue(to other: JSONNumber) -> Bool {
        if lexeme == other.lexeme { return true }
        guard let left = Decimal10(lexeme), let right = Decimal10(other.lexeme) else { return false }
        return left == right
    }
}

/// A decimal number as its significant digits, without zeros at either end, and a power of ten.
private struct Decimal10: Equatable {
    var isNegative = false
    var digits: [UInt8] = []
    var exponent = 0

    /// Reads a valid number; nil where the exponent itself exceeds 18 digits.
    init?(_ lexeme: String) {
        var isAfterPoint = false
        var exponentText: String?
        for byte in lexeme.utf8 {
            if exponentText != nil {
                exponentText?.unicodeScalars.append(Unicode.Scalar(byte))
                continue
            }
            switch byte {
            case UInt8(ascii: "-"): isNegative = true
            case UInt8(ascii: "."): isAfterPoint = true
            case UInt8(ascii: "e"), UInt8(ascii: "E"): exponentText = ""
            default:
                digits.append(byte)
                if isAfterPoint { exponent -= 1 }
            }
        }
        let zero = UInt8(ascii: "0")
        digits.removeFirst(digits.prefix { $0 == zero }.count)
        while digits.last == zero {
            digits.removeLast()
            exponent += 1
        }
        guard !digits.isEmpty else {
            self.isNegative = false
            self.exponent = 0
            return
        }
        if let exponentText {
            guard exponentText.utf8.count <= 18, let power = Int(exponentText) else { return nil }
            exponent += power
        }
    }
}
