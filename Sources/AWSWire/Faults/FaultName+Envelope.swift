extension FaultName {
    /// The error codes that `error-common` takes: what a service may say without a model of it.
    public static let commonErrorCodes = [
        "ThrottlingException", "ServiceUnavailable", "InternalFailure", "AccessDeniedException",
        "UnrecognizedClientException", "InvalidSignatureException", "MissingAuthenticationToken",
        "MissingAuthenticationTokenException", "ExpiredTokenException", "RequestExpired",
        "IncompleteSignature", "IncompleteSignatureException", "SignatureDoesNotMatch",
        "InvalidClientTokenId", "UnknownOperationException", "SerializationException", "ValidationException",
    ]

    private static let errorCode = FaultField.optional("code", .text)
    private static let statusField = FaultField.Kind.integer(200...599)

    /// The catalogue's faults of the awsJson 1.1 envelope.
    static func envelopeEntry(of name: FaultName) -> FaultEntry {
        switch name {
        case .status:
            FaultEntry(
                "a bare status with no awsJson answer, as a proxy would send it",
                [
                    .required("code", statusField),
                    .optional("body", .word(["empty", "text", "html"]), .text("empty")),
                ])
        case .error:
            FaultEntry(
                "this error in place of the answer; status and message as the service has them unless told",
                [
                    .required("code", .text), .optional("message", .text), .optional("status", statusField),
                    .optional("fault", .word(["client", "server"])),
                ])
        case .errorCommon:
            FaultEntry(
                "an error that the operation does not model",
                [
                    .required("code", .word(commonErrorCodes)), .optional("message", .text),
                    .optional("status", statusField),
                ])
        case .errorTypeForms:
            FaultEntry(
                "the error names its type in another form (an InternalException unless told or already one)",
                [
                    .required(
                        "form",
                        .word([
                            "header-only", "bare", "namespaced", "uri", "namespaced-uri", "conflicting",
                            "code-member", "none",
                        ])),
                    errorCode,
                ])
        case .errorMessageCase:
            FaultEntry(
                "the error's message stands in another member, or is none",
                [
                    .required("form", .word(["message", "Message", "both", "absent", "null", "non-string"])),
                    errorCode,
                ])
        case .errorWith200:
            FaultEntry("an error's body with the status of a success", [errorCode])
        case .successWith500:
            FaultEntry(
                "a success's body with the status of a failure",
                [.optional("status", statusField, .integer(500))])
        case .unknownErrorCode:
            FaultEntry(
                "an error that nobody has heard of",
                [
                    .optional("code", .text, .text("UnheardOfException")),
                    .optional("status", statusField, .integer(400)),
                ])
        case .retryAfter:
            FaultEntry(
                "the answer asks to come back later, in seconds, with a date or with nonsense",
                [
                    .optional("form", .word(["seconds", "date", "garbage"]), .text("seconds")),
                    .optional("after", .duration, .duration(.seconds(1))),
                    .optional("header", .word(["retry-after", "x-amz-retry-after"]), .text("retry-after")),
                ])
        case .errortypeCase:
            FaultEntry(
                "the error names its type in the header too, whose name is written in another case",
                [
                    .optional("form", .word(["lower", "upper", "canonical", "mixed"]), .text("lower")),
                    errorCode,
                ])
        case .requestidAbsent:
            FaultEntry("the answer has no request id")
        case .requestidDuplicated:
            FaultEntry("the answer has two request ids under one name, which differ")
        case .requestidBothSpellings:
            FaultEntry("the answer has its request id under both spellings of the header's name")
        case .throttleRate:
            FaultEntry(
                "ThrottlingException for what goes beyond this rate",
                [
                    .required("per-second", .number(0.001...1_000_000)),
                    .optional("burst", .integer(1...1_000_000), .integer(1)),
                ])
        case .limit:
            FaultEntry(
                "LimitExceededException once there are this many sources",
                [.required("count", .integer(0...1_000_000))])
        case .conflict:
            FaultEntry(
                "ConcurrentModificationException for a call on a name that was called on just before",
                [.optional("within", .duration, .duration(.milliseconds(100)))])
        case .disabled:
            FaultEntry("OperationDisabledException")
        // `entry` sends each name to its own group.
        default:
            preconditionFailure("\(name.rawValue) is not an envelope fault")
        }
    }
}
