/// Reads the members of one JSON object without building a tree.
///
/// A report over a million cases reads four million lines, so that most of the time would go into trees that
/// are thrown away at once. Broken UTF-8 is repaired; duplicate members are read twice, the last one counts.
struct LineScanner {
    /// How deep a value that is passed over may be nested.
    static let maximumDepth = 64

    let bytes: [UInt8]
    private(set) var at: Int
    private let end: Int
    private var isFirstMember = true

    /// The object's bytes stand in `bytes[range]`; positions in what is thrown count from the range's start.
    init(_ bytes: [UInt8], in range: Range<Int>) {
        self.bytes = bytes
        at = range.lowerBound
        end = range.upperBound
    }

    /// Steps into an object.
    mutating func open() throws(MalformedLine) {
        try expect(UInt8(ascii: "{"), "an object")
        isFirstMember = true
    }

    /// The next member's name, with the scanner at its value; nil at the end of the object.
    mutating func nextName() throws(MalformedLine) -> String? {
        skipBlanks()
        if at < end, bytes[at] == UInt8(ascii: "}") {
            at += 1
            isFirstMember = false
            return nil
        }
        if !isFirstMember { try expect(UInt8(ascii: ","), "a comma or the end of the object") }
        isFirstMember = false
        let name = try text()
        try expect(UInt8(ascii: ":"), "a colon")
        return name
    }

    /// Fails where something follows the object.
    mutating func finish() throws(MalformedLine) {
        skipBlanks()
        guard at == end else { throw malformed("something follows the object") }
    }

    mutating func text() throws(MalformedLine) -> String {
        try expect(UInt8(ascii: "\""), "a text")
        let start = at
        while at < end {
            let byte = bytes[at]
            if byte == UInt8(ascii: "\"") {
                let text = String(decoding: bytes[start..<at], as: UTF8.self)
                at += 1
                return text
            }
            if byte == UInt8(ascii: "\\") { return try escapedText(from: start) }
            at += 1
        }
        throw malformed("a text has no end")
    }

    /// A text, or nil for `null`.
    mutating func optionalText() throws(MalformedLine) -> String? {
        try takesNull() ? nil : try text()
    }

    mutating func texts() throws(MalformedLine) -> [String] {
        var texts: [String] = []
        try elements { (scanner) throws(MalformedLine) in texts.append(try scanner.text()) }
        return texts
    }

    mutating func elements(
        _ body: (inout LineScanner) throws(MalformedLine) -> Void
    ) throws(MalformedLine) {
        try expect(UInt8(ascii: "["), "a list")
        skipBlanks()
        if at < end, bytes[at] == UInt8(ascii: "]") {
            at += 1
            return
        }
        while true {
            try body(&self)
            skipBlanks()
            guard at < end else { throw malformed("a list has no end") }
            at += 1
            if bytes[at - 1] == UInt8(ascii: "]") { return }
            guard bytes[at - 1] == UInt8(ascii: ",") else {
                throw malformed("a comma or the end of the list is missing")
            }
        }
    }

    mutating func flag() throws(MalformedLine) -> Bool {
        if take("true") { return true }
        if take("false") { return false }
        throw malformed("true or false is missing")
    }

    mutating func integer<Value: FixedWidthInteger>(_ type: Value.Type = Value.self) throws(MalformedLine)
        -> Value
    {
        skipBlanks()
        let start = at
        var value: Value = 0
        while at < end, let digit = digit(at) {
            let (product, overflow) = value.multipliedReportingOverflow(by: 10)
            let (sum, carry) = product.addingReportingOverflow(Value(digit))
            guard !overflow, !carry else { throw malformed("a number is too large") }
            value = sum
            at += 1
        }
        guard at > start else { throw malformed("a whole number is missing") }
        return value
    }

    /// A time in seconds: digits, and decimals of which nine are kept.
    mutating func seconds() throws(MalformedLine) -> Duration {
        let whole: Int64 = try integer()
        guard whole <= 1_000_000_000_000 else { throw malformed("a time is too long") }
        var nanoseconds: Int64 = 0
        if at < end, bytes[at] == UInt8(ascii: ".") {
            at += 1
            var weight: Int64 = 100_000_000
            while at < end, let digit = digit(at) {
                nanoseconds += Int64(digit) * weight
                weight /= 10
                at += 1
            }
        }
        return .seconds(whole) + .nanoseconds(nanoseconds)
    }

    mutating func base64() throws(MalformedLine) -> [UInt8] {
        guard let bytes = Base64.bytes(of: Array(try text().utf8)) else {
            throw malformed("this is not base64")
        }
        return bytes
    }

    /// Passes over `null`, if it stands here.
    mutating func takesNull() throws(MalformedLine) -> Bool {
        take("null")
    }

    func malformed(_ reason: String) -> MalformedLine {
        MalformedLine(reason: reason, position: at)
    }

    mutating func skipBlanks() {
        while at < end, bytes[at] == 0x20 || bytes[at] == 0x09 || bytes[at] == 0x0D { at += 1 }
    }

    mutating func advance(to position: Int) {
        at = position
    }

    var limit: Int { end }

    private func digit(_ position: Int) -> UInt8? {
        let byte = bytes[position]
        return byte >= 48 && byte <= 57 ? byte - 48 : nil
    }

    mutating func expect(_ byte: UInt8, _ what: String) throws(MalformedLine) {
        skipBlanks()
        guard at < end, bytes[at] == byte else { throw malformed("\(what) is missing") }
        at += 1
    }

    mutating func take(_ word: StaticString) -> Bool {
        skipBlanks()
        // Most values are texts: they are told apart by their first byte.
        guard at < end, bytes[at] != UInt8(ascii: "\"") else { return false }
        let word = word.description.utf8
        guard bytes[at..<end].starts(with: word) else { return false }
        at += word.count
        return true
    }
}
