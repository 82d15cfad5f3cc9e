/// Why a signature was refused: what the service answers, and what we can say beyond that.
package struct SignatureRefusal: Error, Hashable, Sendable {
    package let check: VerificationCheck
    package let error: ErrorModel
    /// The message on the wire.
    package let message: String
    /// What was computed here, and where the client's differs; nil where nothing had to be computed.
    package let explanation: SignatureExplanation?
    /// What the message leaves open, in words that show nothing secret; nil where it says all.
    package let detail: String?

    private init(
        _ check: VerificationCheck, _ error: ErrorModel, _ message: String,
        _ explanation: SignatureExplanation? = nil, detail: String? = nil
    ) {
        self.check = check
        self.error = error
        self.message = message
        self.explanation = explanation
        self.detail = detail
    }
}

/// The refusals, in the words of the service family.
extension SignatureRefusal {
    static func bothCarriers() -> SignatureRefusal {
        SignatureRefusal(
            .carrier, .invalidSignature,
            "Found both 'X-Amz-Algorithm' as a query-string param and 'Authorization' as HTTP header.")
    }

    static func noCarrier(_ message: String) -> SignatureRefusal {
        SignatureRefusal(.carrier, .missingAuthenticationToken, message)
    }

    static func notAPair(_ piece: String, header: String) -> SignatureRefusal {
        SignatureRefusal(
            .parts, .incompleteSignature,
            "'\(piece)' not a valid key=value pair (missing equal-sign) in Authorization header: '\(header)'."
        )
    }

    static func repeatedHeader() -> SignatureRefusal {
        SignatureRefusal(
            .parts, .incompleteSignature, "The request has more than one 'Authorization' header.")
    }

    static func missingParts(_ message: String) -> SignatureRefusal {
        SignatureRefusal(.parts, .incompleteSignature, message)
    }

    static func dateForm(_ date: String) -> SignatureRefusal {
        SignatureRefusal(
            .date, .incompleteSignature,
            "Date must be in ISO-8601 'basic format'. Got '\(date)'. See http://en.wikipedia.org/wiki/ISO_8601"
        )
    }

    static func expired(_ time: SigningTime, limit: SigningTime, now: SigningTime) -> SignatureRefusal {
        SignatureRefusal(
            .clock, .invalidSignature,
            "Signature expired: \(time) is now earlier than \(limit) (\(now) - \(window(limit, now)).)")
    }

    static func notYetCurrent(_ time: SigningTime, limit: SigningTime, now: SigningTime) -> SignatureRefusal {
        SignatureRefusal(
            .clock, .invalidSignature,
            "Signature not yet current: \(time) is still later than \(limit) (\(now) + \(window(limit, now)).)"
        )
    }

    private static func window(_ limit: SigningTime, _ now: SigningTime) -> String {
        let seconds = abs(now.secondsSince1970 - limit.secondsSince1970)
        return seconds.isMultiple(of: 60) ? "\(seconds / 60) min" : "\(seconds) sec"
    }

    static func unsigned(_ header: String) -> SignatureRefusal {
        SignatureRefusal(
            .signedHeaders, .invalidSignature,
            "'\(header)' must be a 'SignedHeader' in the AWS Authorization.")
    }

    static func algorithm(_ algorithm: String) -> SignatureRefusal {
        SignatureRefusal(
            .algorithm, .incompleteSignature,
            "Unsupported AWS 'algorithm': '\(algorithm)' (only \(Signer.algorithm) for now). ")
    }

    static func credentialForm(_ credential: String) -> SignatureRefusal {
        SignatureRefusal(
            .credential, .incompleteSignature,
            "Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/term, "
                + "got '\(credential)'")
    }

    /// All parts of the scope that are wrong, joined in one message.
    static func scope(
        _ scope: SigningScope, expected: SigningScope, date: String, explanation: SignatureExplanation
    ) -> SignatureRefusal {
        var message = ""
        if scope.region != expected.region {
            message += "Credential should be scoped to a valid region, not '\(scope.region)'. "
        }
        if scope.service != expected.service {
            message += "Credential should be scoped to correct service: '\(expected.service)'. "
        }
        if scope.terminator != expected.terminator {
            message +=
                "Credential should be scoped with a valid terminator: '\(expected.terminator)', "
                + "not '\(scope.terminator)'. "
        }
        if scope.date != expected.date {
            message +=
                "Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: "
                + "'\(scope.date)' != '\(expected.date)', from '\(date)'."
        }
        return SignatureRefusal(.scope, .invalidSignature, message, explanation)
    }

    static func unknownKey() -> SignatureRefusal {
        SignatureRefusal(.key, .unrecognizedClient, "The security token included in the request is invalid.")
    }

    static func signature(_ explanation: SignatureExplanation) -> SignatureRefusal {
        SignatureRefusal(
            .signature, .invalidSignature,
            "The request signature we calculated does not match the signature you provided. "
                + "Check your AWS Secret Access Key and signing method. "
                + "Consult the service documentation for details.",
            explanation)
    }

    static func needlessToken() -> SignatureRefusal {
        token("the key is permanent, and a session token came with it")
    }

    static func wrongToken() -> SignatureRefusal {
        token("the session token is not the one that belongs to the key")
    }

    static func missingToken() -> SignatureRefusal {
        token("the key is temporary, and no session token came with it")
    }

    private static func token(_ detail: String) -> SignatureRefusal {
        SignatureRefusal(
            .token, .unrecognizedClient, "The security token included in the request is invalid",
            detail: detail)
    }

    static func expiredToken() -> SignatureRefusal {
        SignatureRefusal(.token, .expiredToken, "The security token included in the request is expired")
    }
}
