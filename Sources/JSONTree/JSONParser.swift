/// One pass over the bytes of a JSON text by recursive descent.
struct JSONParser {
    let bytes: [UInt8]
    let limits: JSONLimits
    var index = 0
    private var depth = 0

    init(_ bytes: [UInt8], limits: JSONLimits) {
        self.bytes = bytes
        self.limits = limits
    }

    /// Reads the whole text.
    mutating func document() throws(JSONError) -> JSONValue {
        try open()
        let value = try value()
        skipWhiteSpace()
        guard index == bytes.count else {
            throw failure(.trailingBytes, "unexpected \(found) after the end of the value")
        }
        return value
    }

    /// Checks what concerns the text as a whole and moves to its first value.
    mutating func open() throws(JSONError) {
        guard bytes.count <= limits.maximumBytes else {
            throw failure(
                .tooLarge,
                "the text is \(bytes.count) bytes long, more than the \(limits.maximumBytes) allowed")
        }
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
            throw failure(.byteOrderMark, "a JSON text must not start with a byte order mark")
        }
        skipWhiteSpace()
        guard index < bytes.count else {
            throw failure(.empty, "the text is empty where a JSON value is expected")
        }
    }

    /// Reads the value that starts at the index.
    mutating func value() throws(JSONError) -> JSONValue {
        guard let byte else { throw failure(.endOfText, "the text ends where a value is expected") }
        switch byte {
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "{"): return .object(try object())
        case UInt8(ascii: "["): return .array(try array())
        case UInt8(ascii: "t"): return try word("true", .bool(true))
        case UInt8(ascii: "f"): return try word("false", .bool(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return .number(try number())
        default: throw failure(.unexpectedByte, "unexpected \(found) where a value is expected")
        }
    }

    private mutating func object() throws(JSONError) -> JSONObject {
        var object = JSONObject()
        try enter()
        guard !closes(UInt8(ascii: "}")) else { return object }
        repeat {
            let name = try memberName()
            object.append(name, try value())
        } while try continues(until: UInt8(ascii: "}"), "',' or '}' after a member")
        return object
    }

    private mutating func array() throws(JSONError) -> [JSONValue] {
        var elements: [JSONValue] = []
        try enter()
        guard !closes(UInt8(ascii: "]")) else { return elements }
        repeat {
            elements.append(try value())
        } while try continues(until: UInt8(ascii: "]"), "',' or ']' after an element")
        return elements
    }

    /// Reads a member's name and its colon, up to the first byte of the value.
    mutating func memberName() throws(JSONError) -> String {
        guard byte == UInt8(ascii: "\"") else { throw unexpected("a member's name in double quotes") }
        let name = try string()
        skipWhiteSpace()
        guard byte == UInt8(ascii: ":") else { throw unexpected("':' after a member's name") }
        index += 1
        skipWhiteSpace()
        return name
    }

    /// Moves over an opening bracket.
    mutating func enter() throws(JSONError) {
        guard depth < limits.maximumDepth else {
            throw failure(.tooDeep, "more than \(limits.maximumDepth) arrays and objects inside each other")
        }
        depth += 1
        index += 1
        skipWhiteSpace()
    }

    /// Moves over a closing bracket if it is next.
    mutating func closes(_ bracket: UInt8) -> Bool {
        guard byte == bracket else { return false }
        index += 1
        depth -= 1
        return true
    }

    /// Moves over a comma, or over the closing bracket, which ends the list.
    mutating func continues(until bracket: UInt8, _ expected: String) throws(JSONError) -> Bool {
        skipWhiteSpace()
        if closes(bracket) { return false }
        guard byte == UInt8(ascii: ",") else { throw unexpected(expected) }
        index += 1
        skipWhiteSpace()
        return true
    }

    private mutating func word(_ word: StaticString, _ value: JSONValue) throws(JSONError) -> JSONValue {
        for expected in word.description.utf8 {
            guard byte == expected else { throw unexpected("'\(word)'") }
            index += 1
        }
        return value
    }

    private mutating func number() throws(JSONError) -> JSONNumber {
        let start = index
        switch numberEnd(in: bytes, from: index) {
        case .success(let end):
            index = end
            return JSONNumber(checked: String(decoding: bytes[start..<end], as: UTF8.self))
        case .failure(.leadingZero(let offset)):
            index = offset
            throw failure(.invalidNumber, "a number must not start with a zero that another digit follows")
        case .failure(.noDigit(let offset)):
            index = offset
            throw failure(.invalidNumber, "unexpected \(found) where a digit of a number is expected")
        }
    }

    mutating func skipWhiteSpace() {
        while index < bytes.count {
            switch bytes[index] {
            case 0x20, 0x0A, 0x0D, 0x09: index += 1
            default: return
            }
        }
    }
}
