import Crypto
package import HTTPMessages

/// Signs requests, rightly or wrongly on purpose.
package struct Signer: Sendable {
    static let algorithm = "AWS4-HMAC-SHA256"

    private let credentials: Credentials
    private let region: String
    private let service: String
    private let cache: SigningKeyCache

    package init(credentials: Credentials, region: String, service: String, cache: SigningKeyCache) {
        self.credentials = credentials
        self.region = region
        self.service = service
        self.cache = cache
    }

    /// Adds date, token and signature to a request whose other headers, host included, are already there.
    ///
    /// Every header is signed but those that connections and tracing may change on the way.
    package func sign(
        _ request: inout HTTPRequest, at time: SigningTime, options: SigningDeviations = .none
    ) {
        if !options.isUnsigned {
            let stamp = stamp(at: time, options)
            if let hash = options.contentSHA256 {
                request.fields.set("X-Amz-Content-Sha256", to: text(of: hash, body: request.body))
            }
            if options.carrier != .header { signQuery(of: &request, stamp: stamp, options) }
            if options.carrier != .query { signHeader(of: &request, stamp: stamp, options) }
        }
        for change in options.headersAfter {
            if let value = change.value {
                request.fields.set(change.name, to: value)
            } else {
                request.fields.remove(change.name)
            }
        }
        if let body = options.bodyAfter { request.body = body }
    }

    private func signHeader(of request: inout HTTPRequest, stamp: String, _ options: SigningDeviations) {
        switch options.dateHeader {
        case nil: request.fields.set("X-Amz-Date", to: stamp)
        case .absent: request.fields.remove("X-Amz-Date")
        case .text(let text): request.fields.set("X-Amz-Date", to: text)
        }
        if let token = token(options) { request.fields.set("X-Amz-Security-Token", to: token) }
        let scope = scope(stamp: stamp, options)
        let canonical = CanonicalRequest(request, signedHeaders: signedHeaders(of: request, options))
        let signature = signature(of: canonical, stamp: stamp, scope: scope, options)
        request.fields.set(
            "Authorization",
            to: authorization(
                options, credential: "\(options.accessKey ?? credentials.accessKeyID)/\(scope)",
                signedHeaders: canonical.signedHeaders, signature: signature))
    }

    private func signQuery(of request: inout HTTPRequest, stamp: String, _ options: SigningDeviations) {
        let scope = scope(stamp: stamp, options)
        let names = signedHeaders(of: request, options)
        var parameters = [
            (QueryParameter.algorithm, options.algorithm ?? Self.algorithm),
            (QueryParameter.credential, "\(options.accessKey ?? credentials.accessKeyID)/\(scope)"),
        ]
        switch options.dateHeader {
        case nil: parameters.append((.date, stamp))
        case .absent: break
        case .text(let text): parameters.append((.date, text))
        }
        parameters.append((.signedHeaders, names.joined(separator: ";")))
        if let token = token(options) { parameters.append((.token, token)) }
        for (name, value) in parameters { request.append(name, value) }
        let canonical = CanonicalRequest(request, signedHeaders: names)
        request.append(.signature, signature(of: canonical, stamp: stamp, scope: scope, options))
        if case .without(let part) = options.authorization {
            request.remove(QueryParameter(part))
        }
    }

    private func stamp(at time: SigningTime, _ options: SigningDeviations) -> String {
        switch options.date {
        case nil: time.description
        case .offset(let duration): time.advanced(by: Int(duration.components.seconds)).description
        case .stamp(let stamp): stamp
        }
    }

    private func token(_ options: SigningDeviations) -> String? {
        switch options.sessionToken {
        case nil: credentials.sessionToken
        case .absent: nil
        case .text(let text): text
        }
    }

    private func scope(stamp: String, _ options: SigningDeviations) -> SigningScope {
        SigningScope(
            date: options.scopeDate ?? String(stamp.prefix(8)), region: options.region ?? region,
            service: options.service ?? service, terminator: options.terminator ?? SigningScope.terminator)
    }

    private func signedHeaders(of request: HTTPRequest, _ options: SigningDeviations) -> [String] {
        var names: [String] = []
        for field in request.fields {
            let name = field.name.lowercased()
            guard !NeverSigned.contains(name), !names.contains(name) else { continue }
            if !options.unsigned.isEmpty, options.unsigned.contains(where: { $0.lowercased() == name }) {
                continue
            }
            names.append(name)
        }
        names.sort()
        return names
    }

    private func signature(
        of canonical: CanonicalRequest, stamp: String, scope: SigningScope, _ options: SigningDeviations
    ) -> String {
        if let signature = options.signature { return signature }
        let text = canonical.stringToSign(
            algorithm: options.algorithm ?? Self.algorithm, stamp: stamp, scope: scope)
        // Any other secret is a wrong one; this one can be told again from the right one.
        let secret = credentials.secretAccessKey + (options.isSecretWrong ? "-wrong" : "")
        let code = cache.authenticator(secret: secret, scope: scope).code(for: text)
        return String(decoding: Hexadecimal.bytes(code), as: UTF8.self)
    }

    private func authorization(
        _ options: SigningDeviations, credential: String, signedHeaders: String, signature: String
    ) -> String {
        if case .text(let text) = options.authorization { return text }
        let parts = [
            (AuthorizationPart.credential, credential), (.signedHeaders, signedHeaders),
            (.signature, signature),
        ]
        let present = parts.filter { options.authorization != .without($0.0) }
        return "\(options.algorithm ?? Self.algorithm) "
            + present.map { "\($0.0.rawValue)=\($0.1)" }.joined(separator: ", ")
    }

    private func text(of choice: SigningDeviations.ContentHashChoice, body: [UInt8]) -> String {
        switch choice {
        case .right: String(decoding: Hexadecimal.sha256(body), as: UTF8.self)
        case .text(let text): text
        }
    }
}
