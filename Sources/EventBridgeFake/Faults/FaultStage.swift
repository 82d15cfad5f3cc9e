import AWSWire

/// The part of answering that only one fault at a time can have.
enum FaultStage: Hashable {
    /// What the call comes to.
    case decision
    /// How the answer's bytes leave.
    case transport
}

extension FaultName {
    /// The stage that this fault has for itself; nil for one that goes along with others.
    var exclusiveStage: FaultStage? {
        switch self {
        case .status, .error, .errorCommon, .errorWith200, .unknownErrorCode, .throttleRate, .limit,
            .conflict,
            .disabled, .redirect, .appliedButErrored, .notAppliedButOK:
            .decision
        case .hang, .stallMidway, .reset, .drop, .closeAfter, .garbage, .malformedChunk, .raw,
            .contentLengthShort, .contentLengthLong, .contentLengthAbsent, .contentLengthNonNumeric,
            .contentLengthDuplicate, .chunkedNoTerminator, .truncatedBody, .badStatusLine, .halfClose,
            .closeIdle, .slowClose:
            .transport
        case .delayFixed, .delayUniform, .delayLognormal, .delayNormal, .delayJitter, .delayFirstByte,
            .delayHeaders, .delayBody, .dribble, .bandwidth, .slicer, .refuse, .acceptDelay, .noKeepalive,
            .maxConnections, .headerOversize, .headerObsFold, .headerInvalidByte, .headerMissingColon,
            .informational100, .informational103, .wrongHTTPVersion, .contentEncodingGzip, .errorTypeForms,
            .errorMessageCase, .successWith500, .retryAfter, .errortypeCase, .requestidAbsent,
            .requestidDuplicated, .requestidBothSpellings, .bodyEmpty, .bodyNotJSON, .bodyTruncatedJSON,
            .bodyArray, .bodyNull, .bodyScalar, .bodyExtraMembers, .bodyMissing, .bodyMemberNull,
            .bodyWrongType, .bodyBOM, .bodyWhitespace, .bodyUTF8Invalid, .bodyHuge, .bodyDeeplyNested,
            .bodyDuplicateKeys, .arnWrong, .contentTypeWrong, .contentTypeAbsent, .contentTypeWithCharset,
            .eventual, .lostAfterRestart, .clockSkew, .tlsExpired, .tlsNotYetValid, .tlsWrongHost,
            .tlsSelfSigned, .tlsUnknownCA, .tlsHandshakeReset, .tlsHandshakeHang, .tlsOldVersion,
            .tlsClientCertificateRequired:
            nil
        }
    }

    /// Whether it speaks in the service's place, which it does only to calls that got as far as the service:
    /// a client's own mistake must not be hidden behind a scripted answer.
    var decidesCalls: Bool {
        switch self {
        case .status, .redirect: false
        case .errorTypeForms, .errorMessageCase, .errortypeCase, .eventual: true
        // Few names of a long catalogue are asked about here.
        default: exclusiveStage == .decision
        }
    }

    /// Whether the call takes no effect because the request is lost before the service acts on it.
    var losesRequest: Bool {
        switch self {
        case .status, .redirect, .hang, .drop, .garbage, .raw: true
        // Few names of a long catalogue are asked about here.
        default: false
        }
    }
}

extension Fault {
    var setsClock: Bool { actions.contains { $0.name == .clockSkew } }
    var decidesCalls: Bool { actions.contains { $0.name.decidesCalls } }
}
