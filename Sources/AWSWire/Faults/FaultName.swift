/// The name of one fault of the catalogue, as scenario files and reports write it.
public enum FaultName: String, CaseIterable, Hashable, Sendable {
    // Latency.
    case delayFixed = "delay-fixed"
    case delayUniform = "delay-uniform"
    case delayLognormal = "delay-lognormal"
    case delayNormal = "delay-normal"
    case delayJitter = "delay-jitter"
    case delayFirstByte = "delay-first-byte"
    case delayHeaders = "delay-headers"
    case delayBody = "delay-body"
    case dribble
    case bandwidth
    case slicer
    case slowClose = "slow-close"
    case hang
    case stallMidway = "stall-midway"

    // Connection.
    case reset
    case drop
    case closeAfter = "close-after"
    case refuse
    case acceptDelay = "accept-delay"
    case halfClose = "half-close"
    case noKeepalive = "no-keepalive"
    case closeIdle = "close-idle"
    case maxConnections = "max-connections"

    // HTTP framing.
    case garbage
    case malformedChunk = "malformed-chunk"
    case raw
    case contentLengthShort = "content-length-short"
    case contentLengthLong = "content-length-long"
    case contentLengthAbsent = "content-length-absent"
    case contentLengthNonNumeric = "content-length-non-numeric"
    case contentLengthDuplicate = "content-length-duplicate"
    case chunkedNoTerminator = "chunked-no-terminator"
    case truncatedBody = "truncated-body"
    case badStatusLine = "bad-status-line"
    case headerOversize = "header-oversize"
    case headerObsFold = "header-obs-fold"
    case headerInvalidByte = "header-invalid-byte"
    case headerMissingColon = "header-missing-colon"
    case informational100 = "informational-100"
    case informational103 = "informational-103"
    case wrongHTTPVersion = "wrong-http-version"
    case redirect
    case contentEncodingGzip = "content-encoding-gzip"

    // The awsJson 1.1 envelope.
    case status
    case error
    case errorCommon = "error-common"
    case errorTypeForms = "error-type-forms"
    case errorMessageCase = "error-message-case"
    case errorWith200 = "error-with-200"
    case successWith500 = "success-with-500"
    case unknownErrorCode = "unknown-error-code"
    case retryAfter = "retry-after"
    case errortypeCase = "errortype-case"
    case requestidAbsent = "requestid-absent"
    case requestidDuplicated = "requestid-duplicated"
    case requestidBothSpellings = "requestid-both-spellings"
    case throttleRate = "throttle-rate"
    case limit
    case conflict
    case disabled

    // The payload of a success.
    case bodyEmpty = "body-empty"
    case bodyNotJSON = "body-not-json"
    case bodyTruncatedJSON = "body-truncated-json"
    case bodyArray = "body-array"
    case bodyNull = "body-null"
    case bodyScalar = "body-scalar"
    case bodyExtraMembers = "body-extra-members"
    case bodyMissing = "body-missing"
    case bodyMemberNull = "body-member-null"
    case bodyWrongType = "body-wrong-type"
    case bodyBOM = "body-bom"
    case bodyWhitespace = "body-whitespace"
    case bodyUTF8Invalid = "body-utf8-invalid"
    case bodyHuge = "body-huge"
    case bodyDeeplyNested = "body-deeply-nested"
    case bodyDuplicateKeys = "body-duplicate-keys"
    case arnWrong = "arn-wrong"
    case contentTypeWrong = "content-type-wrong"
    case contentTypeAbsent = "content-type-absent"
    case contentTypeWithCharset = "content-type-with-charset"

    // State.
    case appliedButErrored = "applied-but-errored"
    case notAppliedButOK = "not-applied-but-ok"
    case eventual
    case lostAfterRestart = "lost-after-restart"
    case clockSkew = "clock-skew"

    // TLS.
    case tlsExpired = "tls-expired"
    case tlsNotYetValid = "tls-not-yet-valid"
    case tlsWrongHost = "tls-wrong-host"
    case tlsSelfSigned = "tls-self-signed"
    case tlsUnknownCA = "tls-unknown-ca"
    case tlsHandshakeReset = "tls-handshake-reset"
    case tlsHandshakeHang = "tls-handshake-hang"
    case tlsOldVersion = "tls-old-version"
    case tlsClientCertificateRequired = "tls-client-certificate-required"

    /// What the catalogue says about this fault.
    public var entry: FaultEntry {
        switch group {
        case .latency: Self.latencyEntry(of: self)
        case .connection: Self.connectionEntry(of: self)
        case .framing: Self.framingEntry(of: self)
        case .envelope: Self.envelopeEntry(of: self)
        case .payload: Self.payloadEntry(of: self)
        case .state: Self.stateEntry(of: self)
        case .tls: Self.tlsEntry(of: self)
        }
    }

    /// The fields that may stand under this name, in the order in which they are documented.
    public var fields: [FaultField] { entry.fields }

    /// Whether it befalls a connection as such, so that no request can be selected for it.
    ///
    /// - Parameter moment: what stands in the field `at`, on which that hangs for a `reset`.
    public func isOfConnection(_ moment: String?) -> Bool {
        switch self {
        case .refuse, .acceptDelay, .maxConnections: true
        case .reset: moment == "before-read"
        default: group == .tls
        }
    }
}
