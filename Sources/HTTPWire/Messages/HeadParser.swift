import HTTPMessages

/// Reads the lines of a head block: the start line, then the fields.
///
/// Lines end with CRLF; a lone LF is taken too, as RFC 9112 section 2.2 lets a recipient do.
struct HeadParser {
    private let bytes: [UInt8]
    private var index = 0

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// Reads `HTTP/1.1 200 OK`.
    mutating func statusLine() throws(MessageDefect) -> (minorVersion: Int, status: Int, reason: String) {
        let line = nextLine()
        var shown: String { visibleStart(of: line) }
        guard line.count >= 12, hasVersionPrefix(at: line.lowerBound) else {
            throw .malformed("the status line does not start with HTTP/1.1: \(visibleStart(of: line))")
        }
        let minor = try minorVersion(at: line.lowerBound + 7, line)
        let start = line.lowerBound + 8
        guard bytes[start] == Byte.space else {
            throw .malformed("no space after the version in the status line: \(visibleStart(of: line))")
        }
        var status = 0
        for place in (start + 1)..<(start + 4) {
            guard Byte.isDigit(bytes[place]) else {
                throw .malformed("the status is not a number of three digits: \(visibleStart(of: line))")
            }
            status = status * 10 + Int(bytes[place] - Byte.zero)
        }
        guard status >= 100, line.count == 12 || bytes[start + 4] == Byte.space else {
            throw .malformed("the status is not a number of three digits: \(visibleStart(of: line))")
        }
        let reason = line.count > 13 ? (start + 5)..<line.upperBound : 0..<0
        for place in reason where Byte.isForbiddenInValue(bytes[place]) {
            throw .malformed("a control character in the reason phrase: \(visibleStart(of: line))")
        }
        return (minor, status, String(decoding: bytes[reason], as: UTF8.self))
    }

    /// Reads `POST / HTTP/1.1`.
    mutating func requestLine() throws(MessageDefect) -> (method: String, target: String, minorVersion: Int) {
        let line = nextLine()
        var shown: String { visibleStart(of: line) }
        guard let afterMethod = bytes[line].firstIndex(of: Byte.space), afterMethod > line.lowerBound,
            let beforeVersion = bytes[line].lastIndex(of: Byte.space), beforeVersion > afterMethod + 1
        else {
            throw .malformed("the request line is not method, target and version: \(visibleStart(of: line))")
        }
        let method = line.lowerBound..<afterMethod
        for place in method where !Byte.isToken(bytes[place]) {
            throw .malformed("the method is not a token: \(visibleStart(of: line))")
        }
        let target = (afterMethod + 1)..<beforeVersion
        for place in target where bytes[place] <= Byte.space || bytes[place] == 0x7f {
            throw .malformed("a space or control character in the request target: \(visibleStart(of: line))")
        }
        let text = String(decoding: bytes[target], as: UTF8.self)
        // Repaired, it would be another target than the one that was signed.
        guard text.utf8.elementsEqual(bytes[target]) else {
            throw .malformed("the request target is not UTF-8: \(visibleStart(of: line))")
        }
        guard line.upperBound - beforeVersion == 9, hasVersionPrefix(at: beforeVersion + 1) else {
            throw .malformed("the version is not HTTP/1.1: \(visibleStart(of: line))")
        }
        let minor = try minorVersion(at: beforeVersion + 8, line)
        return (String(decoding: bytes[method], as: UTF8.self), text, minor)
    }

    /// Reads the fields up to the blank line or the end.
    ///
    /// - Parameter unfolds: takes a line that starts with white space as the continuation of the one before,
    ///   as a user agent must (RFC 9112 section 5.2); a server refuses it.
    mutating func fields(unfolds: Bool) throws(MessageDefect) -> [HTTPField] {
        var fields: [HTTPField] = []
        fields.reserveCapacity(12)
        while index < bytes.count {
            let line = nextLine()
            if line.isEmpty { break }
            if bytes[line.lowerBound] == Byte.space || bytes[line.lowerBound] == Byte.tab {
                guard unfolds, let last = fields.indices.last else {
                    throw .malformed("a header line starts with white space: \(visibleStart(of: line))")
                }
                fields[last].value += " " + String(decoding: try value(of: line, line: line), as: UTF8.self)
            } else {
                fields.append(try field(of: line))
            }
        }
        return fields
    }

    private func field(of line: Range<Int>) throws(MessageDefect) -> HTTPField {
        var colon = line.lowerBound
        while colon < line.upperBound, Byte.isToken(bytes[colon]) { colon += 1 }
        guard colon < line.upperBound else {
            throw .malformed("a header line has no colon: \(visibleStart(of: line))")
        }
        guard bytes[colon] == Byte.colon, colon > line.lowerBound else {
            throw .malformed("a header name is not a token: \(visibleStart(of: line))")
        }
        return HTTPField(
            name: String(decoding: bytes[line.lowerBound..<colon], as: UTF8.self),
            valueBytes: try value(of: (colon + 1)..<line.upperBound, line: line))
    }

    private func value(of range: Range<Int>, line: Range<Int>) throws(MessageDefect) -> ArraySlice<UInt8> {
        var start = range.lowerBound
        var end = range.upperBound
        while start < end, bytes[start] == Byte.space || bytes[start] == Byte.tab { start += 1 }
        while end > start, bytes[end - 1] == Byte.space || bytes[end - 1] == Byte.tab { end -= 1 }
        for place in start..<end where Byte.isForbiddenInValue(bytes[place]) {
            throw .malformed("a control character in a header value: \(visibleStart(of: line))")
        }
        return bytes[start..<end]
    }

    /// The next line without its end.
    private mutating func nextLine() -> Range<Int> {
        let start = index
        var end = start
        while end < bytes.count, bytes[end] != Byte.lineFeed { end += 1 }
        index = min(end + 1, bytes.count)
        return start..<(end > start && bytes[end - 1] == Byte.carriageReturn ? end - 1 : end)
    }

    private func hasVersionPrefix(at start: Int) -> Bool {
        bytes[start..<(start + 7)].elementsEqual("HTTP/1.".utf8)
    }

    private func minorVersion(at place: Int, _ line: Range<Int>) throws(MessageDefect) -> Int {
        switch bytes[place] {
        case Byte.zero: return 0
        case Byte.zero + 1: return 1
        default: throw .malformed("the version is neither HTTP/1.1 nor HTTP/1.0: \(visibleStart(of: line))")
        }
    }

    /// The start of a line as a quoted text, for messages.
    private func visibleStart(of line: Range<Int>) -> String {
        Byte.quoted(bytes[line.prefix(60)])
    }
}
