import AWSWire

/// The keys of a step.
enum StepKey: String, LanguageKey {
    case name, call, input, send, by
    case credential = "as"
    case signing, together, timeout, delay, clock, retry, capture, expect

    static let subject = "a step"
    static let harness = "harness"
    static let maximumTogether = 64
    /// A value's path: members parted by dots, list items as `[0]`.
    private static let path = #"^[^.\[\]]*(\[\d+\])*(\.[^.\[\]]+(\[\d+\])*)*$"#

    var rule: KeyRule {
        switch self {
        case .name: .optional(.text, "what it shows; names the step in reports")
        case .call: .optional(.word(OperationModel.all.map(\.name)), "the operation to call")
        case .input: .optional(.named(.anything), "the operation's input, by members")
        case .send: .optional(.mapping(SendKey.self), "a raw request in place of a call")
        case .by:
            .optional(
                .word([Self.harness]), "Assay's own client makes the call, whatever client is under test")
        case .credential: .optional(.text, "who signs: a name of given.credentials or given.accounts")
        case .signing:
            .optional(.either([.word(["none"]), .mapping(SigningKey.self)]), "what to get wrong in signing")
        case .together: .optional(.integer(2...Self.maximumTogether), "how many such calls are made at once")
        case .timeout: .optional(.duration, "the longest that the call may take")
        case .delay: .optional(.duration, "how long to wait before the call")
        case .clock: .optional(.offset, "how far the lifecycle's time is moved before the call")
        case .retry: .optional(.mapping(RetryKey.self), "repeats call and checks until all is as expected")
        case .capture:
            .optional(
                .given(.pattern(Self.path)), "values to keep: a name and the value's path in the answer")
        case .expect: .optional(.mapping(ExpectKey.self), "what must follow; a success unless said")
        }
    }
}

/// The keys of an element that includes a fragment.
enum IncludeKey: String, LanguageKey {
    case include, with

    static let subject = "an include"

    var rule: KeyRule {
        switch self {
        case .include: .required(.text, "the fragment's path, relative to this file")
        case .with: .optional(.given(.anything), "variables for the fragment")
        }
    }
}

/// The keys of `retry`.
enum RetryKey: String, LanguageKey {
    case until
    case duration = "for"
    case every, backoff

    static let subject = "a retry"

    var rule: KeyRule {
        switch self {
        case .until: .required(.word(["passed"]), "what ends the repetition")
        case .duration: .required(.duration, "how long to go on")
        case .every: .optional(.duration, "the first pause; one second unless said")
        case .backoff: .optional(.number(1...10), "each pause is this many times the one before")
        }
    }
}

/// The keys of `send`.
enum SendKey: String, LanguageKey {
    case method, path, operation, headers, body

    static let subject = "a raw request"

    var rule: KeyRule {
        switch self {
        case .method: .optional(.text, "POST unless said")
        case .path: .optional(.text, "/ unless said; may have a query")
        case .operation: .optional(.word(OperationModel.all.map(\.name)), "gives the usual headers")
        case .headers:
            .optional(
                .named(.either([.scalar, .list(.scalar), .null])),
                "a text, a list of texts for a repeated header, or null to leave it out")
        case .body: .optional(Self.bodyShape, "the bytes of the body; none unless said")
        }
    }

    static var bodyShape: ValueShape { .either([.scalar, .mapping(BodyKey.self)]) }
}

/// The keys of a body that is not written as plain text.
enum BodyKey: String, LanguageKey {
    case text, json, base64, hex

    static let subject = "a body"

    var rule: KeyRule {
        switch self {
        case .text: .optional(.scalar, "the body as text")
        case .json: .optional(.anything, "the body as JSON")
        case .base64: .optional(.pattern(#"^[A-Za-z0-9+/\s]*={0,2}\s*$"#), "the body's bytes in base64")
        case .hex: .optional(.pattern(#"^([0-9A-Fa-f]{2}|\s)*$"#), "the body's bytes in hexadecimal")
        }
    }
}

/// The keys of `signing`.
enum SigningKey: String, LanguageKey {
    case accessKey = "access-key"
    case secret
    case sessionToken = "session-token"
    case region, service, date
    case scopeDate = "scope-date"
    case terminator, algorithm, unsigned
    case headersAfter = "headers-after"
    case bodyAfter = "body-after"
    case signature, authorization, carrier
    case contentHash = "content-sha256"
    case dateHeader = "date-header"

    static let subject = "signing"

    var rule: KeyRule {
        switch self {
        case .accessKey: .optional(.scalar, "another access key id")
        case .secret: .optional(.word(["wrong"]), "signed with another secret")
        case .sessionToken: .optional(.openWord(["none"]), "another token, or none")
        case .region: .optional(.scalar, "another region in the scope")
        case .service: .optional(.scalar, "another service in the scope")
        case .date:
            .optional(.either([.offset, .scalar]), "the request's time: an offset, or the stamp's text")
        case .scopeDate: .optional(.scalar, "another date in the scope than in the stamp")
        case .terminator: .optional(.scalar, "another end of the scope")
        case .algorithm: .optional(.scalar, "another name of the algorithm")
        case .unsigned: .optional(.list(.text), "headers that are sent and not signed")
        case .headersAfter: .optional(.named(.either([.scalar, .null])), "headers changed after signing")
        case .bodyAfter: .optional(SendKey.bodyShape, "the body that is sent in place of the signed one")
        case .signature: .optional(.scalar, "the text in place of the signature")
        case .authorization:
            .optional(
                .either([.scalar, .mapping(AuthorizationKey.self)]), "the whole header, or what it lacks")
        case .carrier:
            .optional(.words(of: SigningTemplate.Carrier.self), "signed in the query string, or twice")
        case .contentHash:
            .optional(.either([.yes, .scalar]), "the header x-amz-content-sha256: right, or that text")
        case .dateHeader: .optional(.openWord(["none"]), "the date header after signing: none, or that text")
        }
    }
}

/// The key of an Authorization header that lacks a part.
enum AuthorizationKey: String, LanguageKey {
    case without

    static let subject = "an authorization"

    var rule: KeyRule {
        .required(.words(of: AuthorizationPart.self), "the part that is left out")
    }
}
