import HTTPMessages

/// How the end of a body is found (RFC 9112 section 6.3).
enum BodyFraming: Hashable {
    case none
    case length(Int)
    case chunked
    case untilClose

    /// The framing of a request's body; a request without a length has none.
    init(request fields: [HTTPField]) throws(MessageDefect) {
        let codings = Self.codings(fields)
        let length = try Self.length(fields)
        if codings.isEmpty {
            self = length.map { $0 == 0 ? .none : .length($0) } ?? .none
            return
        }
        guard length == nil else {
            throw .malformed("both Transfer-Encoding and Content-Length")
        }
        guard codings == ["chunked"] else {
            throw .malformed(
                "the transfer coding is not chunked: \(Byte.quoted(codings.joined(separator: ", ").utf8))")
        }
        self = .chunked
    }

    /// The framing of an answer's body.
    init(response fields: [HTTPField], status: Int, answersHead: Bool) throws(MessageDefect) {
        let codings = Self.codings(fields)
        let length = try Self.length(fields)
        if answersHead || status == 204 || status == 304 || status < 200 {
            self = .none
        } else if let last = codings.last {
            self = last == "chunked" ? .chunked : .untilClose
        } else if let length {
            self = length == 0 ? .none : .length(length)
        } else {
            self = .untilClose
        }
    }

    private static func codings(_ fields: [HTTPField]) -> [String] {
        var codings: [String] = []
        for index in fields.indices where isSameASCII(fields[index].name, "transfer-encoding") {
            codings += tokens(fields[index].value)
        }
        return codings
    }

    /// The declared length; the same number repeated counts once, different ones are a defect.
    private static func length(_ fields: [HTTPField]) throws(MessageDefect) -> Int? {
        var length: Int?
        for index in fields.indices where isSameASCII(fields[index].name, "content-length") {
            let field = fields[index]
            if length == nil, let plain = number(field.value) {
                length = plain
                continue
            }
            for part in field.value.utf8.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
            {
                guard let value = number(trimmed(part)) else {
                    throw .malformed(
                        "Content-Length is not a number: \(Byte.quoted(field.value.utf8.prefix(60)))")
                }
                if let length, length != value {
                    throw .malformed("conflicting Content-Length: \(length) and \(value)")
                }
                length = value
            }
        }
        return length
    }

    /// A number of digits alone.
    private static func number(_ text: some StringProtocol) -> Int? {
        guard !text.isEmpty, text.utf8.allSatisfy(Byte.isDigit) else { return nil }
        return Int(text)
    }
}

/// The comma-separated tokens of a field value in lower case.
func tokens(_ value: String) -> [String] {
    value.utf8.split(separator: UInt8(ascii: ",")).map { trimmed($0).lowercased() }.filter { !$0.isEmpty }
}

/// A part of a field value without the spaces and tabs around it.
private func trimmed(_ part: Substring.UTF8View) -> Substring {
    var part = part
    while let first = part.first, first == Byte.space || first == Byte.tab { part.removeFirst() }
    while let last = part.last, last == Byte.space || last == Byte.tab { part.removeLast() }
    return Substring(part)
}

/// Compares a name with a lower-case one, ASCII letters alike in both cases.
func isSameASCII(_ name: String, _ lowerCase: String) -> Bool {
    let left = name.utf8
    let right = lowerCase.utf8
    guard left.count == right.count else { return false }
    return name == lowerCase
        || left.elementsEqual(right) { byte, wanted in
            byte == wanted
                || (byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z") && byte | 0x20 == wanted)
        }
}

extension RandomAccessCollection<HTTPField> where Index == Int {
    /// Tells whether the connection stays open after a message with these fields.
    func keepsAlive(minorVersion: Int) -> Bool {
        var closes = minorVersion == 0
        for index in indices where isSameASCII(self[index].name, "connection") {
            let options = tokens(self[index].value)
            if options.contains("close") { return false }
            if options.contains("keep-alive") { closes = false }
        }
        return !closes
    }
}
