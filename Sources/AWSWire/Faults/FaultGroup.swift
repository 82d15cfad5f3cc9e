/// The part of an exchange that a fault breaks.
public enum FaultGroup: String, CaseIterable, Hashable, Sendable {
    case latency, connection, framing, envelope, payload, state, tls
}

extension FaultName {
    /// The part of an exchange that this fault breaks.
    public var group: FaultGroup {
        switch self {
        case .delayFixed, .delayUniform, .delayLognormal, .delayNormal, .delayJitter, .delayFirstByte,
            .delayHeaders, .delayBody, .dribble, .bandwidth, .slicer, .slowClose, .hang, .stallMidway:
            .latency
        case .reset, .drop, .closeAfter, .refuse, .acceptDelay, .halfClose, .noKeepalive, .closeIdle,
            .maxConnections:
            .connection
        case .garbage, .malformedChunk, .raw, .contentLengthShort, .contentLengthLong, .contentLengthAbsent,
            .contentLengthNonNumeric, .contentLengthDuplicate, .chunkedNoTerminator, .truncatedBody,
            .badStatusLine, .headerOversize, .headerObsFold, .headerInvalidByte, .headerMissingColon,
            .informational100, .informational103, .wrongHTTPVersion, .redirect, .contentEncodingGzip:
            .framing
        case .status, .error, .errorCommon, .errorTypeForms, .errorMessageCase, .errorWith200,
            .successWith500, .unknownErrorCode, .retryAfter, .errortypeCase, .requestidAbsent,
            .requestidDuplicated, .requestidBothSpellings, .throttleRate, .limit, .conflict, .disabled:
            .envelope
        case .bodyEmpty, .bodyNotJSON, .bodyTruncatedJSON, .bodyArray, .bodyNull, .bodyScalar,
            .bodyExtraMembers, .bodyMissing, .bodyMemberNull, .bodyWrongType, .bodyBOM, .bodyWhitespace,
            .bodyUTF8Invalid, .bodyHuge, .bodyDeeplyNested, .bodyDuplicateKeys, .arnWrong,
            .contentTypeWrong, .contentTypeAbsent, .contentTypeWithCharset:
            .payload
        case .appliedButErrored, .notAppliedButOK, .eventual, .lostAfterRestart, .clockSkew:
            .state
        case .tlsExpired, .tlsNotYetValid, .tlsWrongHost, .tlsSelfSigned, .tlsUnknownCA,
            .tlsHandshakeReset, .tlsHandshakeHang, .tlsOldVersion, .tlsClientCertificateRequired:
            .tls
        }
    }
}
