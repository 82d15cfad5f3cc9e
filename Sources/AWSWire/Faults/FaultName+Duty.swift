extension FaultName {
    /// What a client should do when it meets this fault.
    public var duty: ClientDuty {
        switch self {
        case .delayFixed, .delayUniform, .delayLognormal, .delayNormal, .delayJitter, .delayFirstByte,
            .delayHeaders, .delayBody, .dribble, .bandwidth, .slicer, .acceptDelay:
            .waits
        case .hang, .stallMidway: .givesUp
        case .slowClose, .noKeepalive, .halfClose: .opensAnother
        case .closeIdle: .bearsStale
        case .reset, .drop: .tellsLoss
        case .closeAfter, .truncatedBody, .contentLengthLong, .chunkedNoTerminator: .tellsCut
        case .refuse, .maxConnections: .reconnects
        case .garbage, .malformedChunk, .raw, .contentLengthNonNumeric, .contentLengthDuplicate,
            .badStatusLine, .headerInvalidByte, .headerMissingColon, .wrongHTTPVersion:
            .tellsMalformed
        case .contentLengthShort: .refusesSurplus
        case .contentLengthAbsent: .readsToTheEnd
        case .headerOversize, .bodyHuge, .bodyDeeplyNested: .staysBounded
        case .headerObsFold, .informational100, .informational103: .readsPast
        case .redirect: .refusesRedirect
        case .contentEncodingGzip: .undoesCoding
        case .status: .goesByStatus
        case .error, .errorCommon: .tellsError
        case .errorTypeForms, .errortypeCase: .readsEveryForm
        case .errorMessageCase: .bearsMessages
        case .errorWith200: .missesMembers
        case .successWith500: .believesStatus
        case .unknownErrorCode: .keepsUnknown
        case .retryAfter: .waitsAsAsked
        case .requestidAbsent, .requestidDuplicated, .requestidBothSpellings: .bearsRequestIDs
        case .throttleRate, .conflict: .backsOff
        case .limit, .disabled: .triesLater
        case .bodyEmpty, .bodyMissing, .bodyMemberNull: .bearsAbsence
        case .bodyNotJSON, .bodyTruncatedJSON, .bodyArray, .bodyNull, .bodyScalar, .bodyWrongType, .bodyBOM,
            .bodyUTF8Invalid, .bodyDuplicateKeys:
            .tellsUnreadable
        case .bodyExtraMembers, .bodyWhitespace: .toleratesMembers
        case .arnWrong: .keepsARN
        case .contentTypeWrong, .contentTypeAbsent, .contentTypeWithCharset: .bearsContentType
        case .appliedButErrored: .checksBeforeRetry
        case .notAppliedButOK, .lostAfterRestart: .verifiesLater
        case .eventual: .bearsEventual
        case .clockSkew: .syncsClock
        case .tlsExpired, .tlsNotYetValid, .tlsWrongHost, .tlsSelfSigned, .tlsUnknownCA: .refusesCertificate
        case .tlsHandshakeReset, .tlsHandshakeHang, .tlsOldVersion, .tlsClientCertificateRequired:
            .tellsHandshake
        }
    }
}
