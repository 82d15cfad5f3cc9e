extension FaultName {
    /// The catalogue's faults of the payload.
    static func payloadEntry(of name: FaultName) -> FaultEntry {
        switch name {
        case .bodyEmpty: FaultEntry("the body is empty")
        case .bodyNotJSON:
            FaultEntry("the body is not JSON", [.optional("text", .text, .text("this is not JSON"))])
        case .bodyTruncatedJSON: FaultEntry("the body is JSON cut in the middle, with a length to match")
        case .bodyArray: FaultEntry("the body is an array")
        case .bodyNull: FaultEntry("the body is null")
        case .bodyScalar: FaultEntry("the body is a scalar", [.optional("json", .json, .json("42"))])
        case .bodyExtraMembers:
            FaultEntry(
                "the body has members that nobody knows, which a client must tolerate",
                [
                    .optional(
                        "members", .json,
                        .json("{\"AssayExtra\":\"x\",\"AssayNested\":{\"a\":[1,null,{}]}}"))
                ])
        case .bodyMissing: FaultEntry("the body has no member", [])
        case .bodyMemberNull: FaultEntry("every member of the body is null")
        case .bodyWrongType:
            FaultEntry(
                "every member of the body is of another type", [.optional("json", .json, .json("42"))])
        case .bodyBOM: FaultEntry("the body begins with a byte order mark")
        case .bodyWhitespace: FaultEntry("the body has white space around it and between its tokens")
        case .bodyUTF8Invalid: FaultEntry("the body has bytes that are not UTF-8")
        case .bodyHuge:
            FaultEntry(
                "the body has one member of this many bytes",
                [.optional("bytes", .integer(1...100_000_000), .integer(3_000_000))])
        case .bodyDeeplyNested:
            FaultEntry(
                "the body has one member nested this deep",
                [.optional("depth", .integer(1...1_000_000), .integer(10_000))])
        case .bodyDuplicateKeys: FaultEntry("the body has each member twice, first with another value")
        case .arnWrong:
            FaultEntry(
                "the ARN in the body is wrong",
                [.required("form", .word(["region", "account", "partition", "double-prefix"]))])
        case .contentTypeWrong:
            FaultEntry(
                "the answer has another content type", [.optional("value", .text, .text("text/html"))])
        case .contentTypeAbsent: FaultEntry("the answer has no content type")
        case .contentTypeWithCharset: FaultEntry("the content type has a charset")
        // `entry` sends each name to its own group.
        default:
            preconditionFailure("\(name.rawValue) is not a payload fault")
        }
    }
}
