extension JSONParser {
    /// The byte at the index; nil at the end of the text.
    var byte: UInt8? {
        index < bytes.count ? bytes[index] : nil
    }

    /// What stands at the index, to be named in a sentence.
    var found: String {
        guard let byte else { return "end of the text" }
        switch byte {
        case UInt8(ascii: "'"): return "\"'\""
        case 0x21...0x7E: return "'\(Unicode.Scalar(byte))'"
        case 0x20: return "space"
        default:
            let digits = String(byte, radix: 16, uppercase: true)
            return "byte 0x\(digits.count < 2 ? "0" : "")\(digits)"
        }
    }

    /// An error at the index.
    func failure(_ kind: JSONError.Kind, _ message: String) -> JSONError {
        JSONError(kind, message, at: index, in: bytes)
    }

    /// The error of finding something else, or the end of the text, at the index.
    func unexpected(_ expected: String) -> JSONError {
        if byte == nil { return failure(.endOfText, "the text ends where \(expected) is expected") }
        return failure(.unexpectedByte, "unexpected \(found) where \(expected) is expected")
    }

    /// Finds the first byte of the value at a path.
    mutating func offset(of path: [JSONPathStep]) throws(JSONError) -> Int? {
        try open()
        for step in path {
            guard let next = try offset(of: step) else { return nil }
            index = next
        }
        return index
    }

    /// Finds the first byte of a member's or an element's value in the container at the index.
    private mutating func offset(of step: JSONPathStep) throws(JSONError) -> Int? {
        var result: Int?
        switch step {
        case .member(let wanted):
            guard byte == UInt8(ascii: "{") else { return nil }
            try enter()
            guard !closes(UInt8(ascii: "}")) else { return nil }
            repeat {
                let name = try memberName()
                if isExactlyEqual(name, wanted) { result = index }
                _ = try value()
            } while try continues(until: UInt8(ascii: "}"), "',' or '}' after a member")
        case .element(var remaining):
            guard byte == UInt8(ascii: "[") else { return nil }
            try enter()
            guard !closes(UInt8(ascii: "]")) else { return nil }
            repeat {
                if remaining == 0 { return index }
                remaining -= 1
                _ = try value()
            } while try continues(until: UInt8(ascii: "]"), "',' or ']' after an element")
        }
        return result
    }
}
