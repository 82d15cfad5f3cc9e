import CLibXML2

/// Collects what the C library finds, so many at most.
final class FindingSink {
    static let limit = 100

    private(set) var findings: [XMLFinding] = []
    /// How many more there were.
    private(set) var omitted = 0
    /// The library's number for the first of them.
    private(set) var firstCode: Int32 = 0

    /// Copies what the library lends for the time of its call.
    func take(_ error: UnsafePointer<xmlError>) {
        guard findings.count < FindingSink.limit else {
            omitted += 1
            return
        }
        let error = unsafe error.pointee
        if findings.isEmpty { firstCode = unsafe error.code }
        var message =
            unsafe error.message.map { unsafe String(cString: $0) } ?? "the document is not well-formed"
        while message.last?.isNewline == true { message.removeLast() }
        let column = unsafe Int(error.int2)
        // Only the parser's own errors carry a column there.
        let isParser = unsafe error.domain == Int32(XML_FROM_PARSER.rawValue)
        findings.append(
            XMLFinding(
                line: Int(unsafe error.line), column: isParser && column > 0 ? column : nil, message: message)
        )
    }
}
