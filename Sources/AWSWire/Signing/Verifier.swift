import Crypto
package import HTTPMessages

/// Verifies signatures as the service does, check by check in its order.
///
/// The checks, each named by a case of `VerificationCheck`: one carrier, all its parts, the date's form, the clock,
/// what must be signed, algorithm, credential, scope, key, signature, token.
package struct Verifier: Sendable {
    package let policy: VerificationPolicy
    private let cache: SigningKeyCache
    private let memo = AuthorizationMemo()

    package init(policy: VerificationPolicy, cache: SigningKeyCache) {
        self.policy = policy
        self.cache = cache
    }

    /// Judges a request as it was received: host verbatim, body as its bytes came.
    ///
    /// `keys` finds the key of an access key id.
    package func verify(
        _ request: HTTPRequest, now: SigningTime, keys: (String) -> VerificationKey?
    ) -> Verification {
        do {
            return .valid(try judged(request, now: now, keys: keys))
        } catch {
            return .refused(error)
        }
    }

    private func judged(
        _ request: HTTPRequest, now: SigningTime, keys: (String) -> VerificationKey?
    ) throws(SignatureRefusal) -> SignerIdentity {
        let claim = try SignatureClaim(
            request, missingTokenMessage: policy.missingTokenMessage, memo: memo)
        let (time, stamp) = try time(of: claim)
        if policy.extent == .whole { try checkClock(time, claim, now: now) }
        try checkSignedHeaders(claim, of: request)
        guard claim.algorithm == Signer.algorithm else { throw .algorithm(claim.algorithm) }
        guard let (keyID, scope) = claim.signer else { throw .credentialForm(claim.credential) }
        let identity = SignerIdentity(
            accessKeyID: keyID, scope: scope, signedHeaders: claim.signedHeaders, carrier: claim.carrier,
            time: time,
            hasToken: claim.token != nil)
        guard policy.extent == .whole else { return identity }
        try checkScope(scope, stamp, claim, of: request)
        guard let key = keys(keyID) else { throw .unknownKey() }
        try checkSignature(claim, scope, stamp, key, of: request)
        try checkToken(claim, key, now: now)
        return identity
    }

    /// The time of a claim, and the stamp that says it.
    private func time(of claim: SignatureClaim) throws(SignatureRefusal) -> (SigningTime, String) {
        if let time = SigningTime(claim.date) { return (time, claim.date) }
        guard let time = SigningTime(httpDate: claim.date) else { throw .dateForm(claim.date) }
        return (time, time.description)
    }

    private func checkClock(
        _ time: SigningTime, _ claim: SignatureClaim, now: SigningTime
    ) throws(SignatureRefusal) {
        let window = Int(policy.skewWindow.components.seconds)
        // A presigned request may say how long it holds: a week at most.
        let earliest = now.advanced(by: -max(window, min(claim.expires ?? 0, 604_800)))
        let latest = now.advanced(by: window)
        if time < earliest { throw .expired(time, limit: earliest, now: now) }
        if time > latest { throw .notYetCurrent(time, limit: latest, now: now) }
    }

    private func checkSignedHeaders(
        _ claim: SignatureClaim, of request: HTTPRequest
    ) throws(SignatureRefusal) {
        let signed = claim.canonicalHeaderNames
        guard signed.contains("host") else { throw .unsigned("Host") }
        if let name = claim.dateHeader, !signed.contains(name.lowercased()) { throw .unsigned(name) }
        let fields = request.fields.list
        for index in fields.indices where (fields[index].name.utf8.first ?? 0) | 0x20 == UInt8(ascii: "x") {
            // Many clients write names in lower case already: no other text is made for those.
            if signed.contains(fields[index].name) { continue }
            let name = fields[index].name.lowercased()
            guard name.hasPrefix("x-amz-"), !signed.contains(name) else { continue }
            let isAccepted =
                name == "x-amz-security-token" ? policy.acceptsUnsignedToken : policy.acceptsUnsignedHeaders
            if !isAccepted { throw .unsigned(fields[index].name) }
        }
    }

    private func checkScope(
        _ scope: SigningScope, _ stamp: String, _ claim: SignatureClaim, of request: HTTPRequest
    ) throws(SignatureRefusal) {
        let isRegionRight = policy.regions?.contains(scope.region) ?? true
        let expected = SigningScope(
            date: String(stamp.prefix(8)),
            region: isRegionRight ? scope.region : policy.regions?.min() ?? scope.region,
            service: policy.service)
        guard scope != expected else { return }
        throw .scope(
            scope, expected: expected, date: claim.date,
            explanation: SignatureExplainer(request: request, claim: claim, stamp: stamp)
                .explain(scope, expected: expected))
    }

    private func checkSignature(
        _ claim: SignatureClaim, _ scope: SigningScope, _ stamp: String, _ key: VerificationKey,
        of request: HTTPRequest
    ) throws(SignatureRefusal) {
        let bodyHash = Hexadecimal.sha256(request.body)
        let declared = request.fields[CanonicalRequest.contentHashHeader].map { Array($0.utf8) }
        let excluded: Set<String> = claim.carrier == .query ? [QueryParameter.signature.rawValue] : []
        let canonical = CanonicalRequest.bytes(
            of: request, under: claim.form, withoutParameters: excluded, payloadHash: declared ?? bodyHash)
        let code = cache.authenticator(secret: key.secretAccessKey, scope: scope).code(
            for: CanonicalRequest.stringToSign(
                canonical.bytes, algorithm: Signer.algorithm, stamp: stamp, scope: scope))
        let isMatching = Hexadecimal.isSame(code, claim.signature)
        let isBodyRight = declared == nil || declared == bodyHash
        let isListRight = canonical.isComplete && claim.signedHeaders == claim.canonicalHeaderNames
        guard !isMatching || !isBodyRight || !isListRight else { return }
        let parts = CanonicalRequest(
            request, signedHeaders: claim.canonicalHeaderNames, withoutParameters: excluded)
        throw .signature(
            SignatureExplainer(request: request, claim: claim, stamp: stamp)
                .explain(parts, isMatching: isMatching, scope: scope, key: key))
    }

    private func checkToken(
        _ claim: SignatureClaim, _ key: VerificationKey, now: SigningTime
    ) throws(SignatureRefusal) {
        switch key.session {
        case .permanent:
            if claim.token != nil { throw .needlessToken() }
        case .temporary(let token, let expires):
            guard let sent = claim.token else { throw .missingToken() }
            guard isSame(sent, token) else { throw .wrongToken() }
            if let expires, expires <= now { throw .expiredToken() }
        }
    }

    /// Compares in a time that depends on the lengths only.
    private func isSame(_ left: String, _ right: String) -> Bool {
        SHA256.hash(data: Array(left.utf8)) == SHA256.hash(data: Array(right.utf8))
    }
}
