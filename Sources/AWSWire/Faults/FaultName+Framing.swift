extension FaultName {
    /// The catalogue's HTTP framing faults.
    static func framingEntry(of name: FaultName) -> FaultEntry {
        switch name {
        case .garbage:
            FaultEntry(
                "random bytes in place of an answer, then the connection is closed",
                [.optional("bytes", .integer(1...1_000_000), .integer(256))])
        case .malformedChunk:
            FaultEntry("a good head, then a chunk that is none, then the connection is closed")
        case .raw:
            FaultEntry(
                "exactly these bytes in place of the answer, then the connection is closed",
                [.optional("text", .text), .optional("base64", .base64)])
        case .contentLengthShort:
            FaultEntry(
                "Content-Length says less than is sent",
                [.optional("by", .integer(1...1_000_000), .integer(1))])
        case .contentLengthLong:
            FaultEntry(
                "Content-Length says more than is sent before the connection is closed",
                [.optional("by", .integer(1...1_000_000), .integer(1))])
        case .contentLengthAbsent:
            FaultEntry("no Content-Length; the body ends where the connection is closed")
        case .contentLengthNonNumeric:
            FaultEntry("Content-Length is no number", [.optional("text", .text, .text("many"))])
        case .contentLengthDuplicate:
            FaultEntry(
                "two Content-Length fields, which differ unless told",
                [.optional("differing", .flag, .flag(true))])
        case .chunkedNoTerminator:
            FaultEntry("a chunked body whose last chunk never comes before the connection is closed")
        case .truncatedBody:
            FaultEntry(
                "the connection is closed after this many bytes of the body (half of it unless told)",
                [.optional("at", .integer(0...100_000_000))])
        case .badStatusLine:
            FaultEntry(
                "the first line is no status line", [.optional("text", .text, .text("HELLO THERE"))])
        case .headerOversize:
            FaultEntry(
                "a header field of this many bytes",
                [.optional("bytes", .integer(1...10_000_000), .integer(1_000_000))])
        case .headerObsFold:
            FaultEntry("a header field that goes on in the next line")
        case .headerInvalidByte:
            FaultEntry("a header field with a byte that may not stand in one")
        case .headerMissingColon:
            FaultEntry("a header line without a colon")
        case .informational100:
            FaultEntry(
                "100 Continue before the answer", [.optional("count", .integer(1...1000), .integer(1))])
        case .informational103:
            FaultEntry(
                "103 Early Hints before the answer", [.optional("count", .integer(1...1000), .integer(1))])
        case .wrongHTTPVersion:
            FaultEntry(
                "the status line names another version", [.optional("version", .text, .text("HTTP/9.7"))])
        case .redirect:
            FaultEntry(
                "a redirect in place of the answer (to the same server unless told)",
                [
                    .optional("status", .integer(300...399), .integer(307)),
                    .optional("location", .text, .text("/")),
                ])
        case .contentEncodingGzip:
            FaultEntry(
                "the answer says Content-Encoding: gzip, and is, is not or is broken",
                [.optional("form", .word(["valid", "lying", "corrupt"]), .text("valid"))])
        // `entry` sends each name to its own group.
        default:
            preconditionFailure("\(name.rawValue) is not a framing fault")
        }
    }
}
