import Crypto
import HTTPMessages

/// Finds out what a client must have signed in place of what was received.
struct SignatureExplainer {
    let request: HTTPRequest
    let claim: SignatureClaim
    let stamp: String

    /// Something a client may have done otherwise, to be tried against its signature.
    struct Trial {
        let cause: SignatureExplanation.Cause
        let difference: String
        let canonical: CanonicalRequest
        var key: SymmetricKey?
    }

    /// Explains a scope that was not the expected one.
    func explain(_ scope: SigningScope, expected: SigningScope) -> SignatureExplanation {
        let canonical = CanonicalRequest(
            request, signedHeaders: claim.canonicalHeaderNames,
            withoutParameters: [QueryParameter.signature.rawValue])
        let parts = [
            ("region", scope.region, expected.region), ("service", scope.service, expected.service),
            ("terminator", scope.terminator, expected.terminator), ("date", scope.date, expected.date),
        ]
        let differing = parts.filter { $0.1 != $0.2 }
            .map { "the scope's \($0.0) is '\($0.1)' and '\($0.2)' was expected" }
        return explanation(
            .scope, differing.joined(separator: "; "), ours: canonical, oursScope: expected, client: nil,
            clientScope: scope)
    }

    /// Explains a signature that does not match, or that matches without covering what it must.
    func explain(
        _ canonical: CanonicalRequest, isMatching: Bool, scope: SigningScope, key: VerificationKey
    ) -> SignatureExplanation {
        func known(_ cause: SignatureExplanation.Cause, _ difference: String) -> SignatureExplanation {
            explanation(
                cause, difference, ours: canonical, oursScope: scope, client: isMatching ? canonical : nil,
                clientScope: scope)
        }
        if let name = claim.signedHeaders.first(where: { !request.fields.contains(named: $0) }) {
            return known(.signedHeaders, "the header '\(name)' is listed as signed but was not received")
        }
        if claim.signedHeaders != claim.canonicalHeaderNames {
            return known(
                .signedHeaders,
                "the signed headers must be in lower case, sorted, each once: "
                    + "'\(canonical.signedHeaders)', not '\(claim.signedHeaders.joined(separator: ";"))'")
        }
        let bodyHash = Hexadecimal.sha256(request.body)
        if canonical.payloadHash != bodyHash {
            return known(
                .contentHash,
                "\(CanonicalRequest.contentHashHeader) says '\(text(canonical.payloadHash))' and the body received "
                    + "has '\(text(bodyHash))'")
        }
        guard let signature = Hexadecimal.decoded(claim.signature), signature.count == 32 else {
            return known(.signatureForm, "the signature is not 64 hexadecimal digits in lower case")
        }
        let signingKey = SigningKeyCache.derive(start: Array("AWS4\(key.secretAccessKey)".utf8), scope: scope)
        for trial in trials(canonical, scope: scope, key: key) {
            let text = trial.canonical.stringToSign(algorithm: Signer.algorithm, stamp: stamp, scope: scope)
            let isReproduced = HMAC<SHA256>.isValidAuthenticationCode(
                signature, authenticating: text, using: trial.key ?? signingKey)
            guard isReproduced else { continue }
            return explanation(
                trial.cause, trial.difference, ours: canonical, oursScope: scope, client: trial.canonical,
                clientScope: scope)
        }
        return known(
            .unknown,
            "nothing that was tried reproduces the client's signature: most likely its secret key is another one, "
                + "or a signed header or the body changed on the way")
    }

    private func explanation(
        _ cause: SignatureExplanation.Cause, _ difference: String, ours: CanonicalRequest,
        oursScope: SigningScope, client: CanonicalRequest?, clientScope: SigningScope
    ) -> SignatureExplanation {
        let algorithm = Signer.algorithm
        let known = client.map {
            $0.stringToSign(algorithm: claim.algorithm, stamp: stamp, scope: clientScope)
        }
        return SignatureExplanation(
            cause: cause, difference: redacted(difference), canonicalRequest: redactedText(ours),
            stringToSign: text(ours.stringToSign(algorithm: algorithm, stamp: stamp, scope: oursScope)),
            clientCanonicalRequest: client.map(redactedText),
            clientStringToSign: known.map(text) ?? "\(claim.algorithm)\n\(stamp)\n\(clientScope)\n?")
    }

    private func redactedText(_ canonical: CanonicalRequest) -> String {
        var shown = canonical
        for index in shown.headers.indices where shown.headers[index].name == "x-amz-security-token" {
            shown.headers[index].value = Array("<redacted>".utf8)
        }
        return redacted(text(shown.bytes))
    }

    private func redacted(_ text: String) -> String {
        guard let token = claim.token, !token.isEmpty else { return text }
        let escaped = String(decoding: CanonicalText.escaped(token.utf8), as: UTF8.self)
        return [token, escaped].reduce(text) { text, secret in
            text.split(separator: secret, omittingEmptySubsequences: false).joined(separator: "<redacted>")
        }
    }

    private func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
}
