import HTTPMessages

/// What a request says of its own signature, read from whichever carrier it uses.
struct SignatureClaim {
    let carrier: SignatureCarrier
    let algorithm: String
    let credential: String
    let signedHeaders: [String]
    /// The signed headers as a canonical request lists them: lower case, sorted, each once.
    let canonicalHeaderNames: [String]
    let signature: String
    /// The stamp as sent.
    let date: String
    /// The header that the date came from; nil for the query.
    let dateHeader: String?
    let token: String?
    /// How many seconds the signature shall hold.
    let expires: Int?

    init(_ request: HTTPRequest, missingTokenMessage: String) throws(SignatureRefusal) {
        let header = request.fields["Authorization"]
        let parameters =
            request.target.utf8.contains(UInt8(ascii: "?"))
            ? CanonicalText.parameters(ofTarget: request.target) : []
        let isInQuery = parameters.contains { $0.name == QueryParameter.algorithm.rawValue }
        // Which of two signatures counts would be anybody's guess.
        if header != nil, request.fields.all(named: "Authorization").count > 1 { throw .repeatedHeader() }
        switch (header, isInQuery) {
        case (_?, true): throw .bothCarriers()
        case (nil, false): throw .noCarrier(missingTokenMessage)
        case (let header?, false):
            guard header.hasPrefix("AWS4-") else { throw .noCarrier(missingTokenMessage) }
            self = try SignatureClaim(header: header, request: request)
        case (nil, true): self = try SignatureClaim(parameters: parameters)
        }
    }

    private init(header: String, request: HTTPRequest) throws(SignatureRefusal) {
        let pieces = AuthorizationPieces(header)
        if let piece = pieces.withoutEqualSign { throw .notAPair(piece, header: header) }
        credential = pieces.credential
        signature = pieces.signature
        let list = pieces.signedHeaders
        let dated = Self.date("X-Amz-Date", of: request) ?? Self.date("Date", of: request)
        guard let dated, !credential.isEmpty, !signature.isEmpty, !list.isEmpty else {
            // The siblings ask for the parts in this order.
            let missing = [
                (AuthorizationPart.credential, credential), (.signature, signature), (.signedHeaders, list),
            ]
            .filter(\.1.isEmpty).map { "Authorization header requires '\($0.0.rawValue)' parameter. " }
            let undated =
                "Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header. "
            throw .missingParts(
                missing.joined() + (dated == nil ? undated : "") + "Authorization=\(header)")
        }
        carrier = .header
        algorithm = pieces.algorithm
        signedHeaders = Self.names(in: list)
        canonicalHeaderNames = Self.canonical(signedHeaders)
        date = dated.value
        dateHeader = dated.name
        token = request.fields["X-Amz-Security-Token"]
        expires = nil
    }

    private init(parameters: [(name: String, value: String)]) throws(SignatureRefusal) {
        func value(_ parameter: QueryParameter) -> String {
            parameters.first { $0.name == parameter.rawValue }?.value ?? ""
        }
        let missing = [QueryParameter.algorithm, .credential, .signature, .signedHeaders, .date]
            .filter { value($0).isEmpty }
            .map { "AWS query-string parameters must include '\($0.rawValue)'. " }
        guard missing.isEmpty else {
            throw .missingParts(missing.joined() + "Re-examine the query-string parameters.")
        }
        carrier = .query
        algorithm = value(.algorithm)
        credential = value(.credential)
        signedHeaders = Self.names(in: value(.signedHeaders))
        canonicalHeaderNames = Self.canonical(signedHeaders)
        signature = value(.signature)
        date = value(.date)
        dateHeader = nil
        token = value(.token).isEmpty ? nil : value(.token)
        expires = Int(value(.expires))
    }

    private static func date(_ name: String, of request: HTTPRequest) -> (name: String, value: String)? {
        request.fields[name].flatMap { $0.isEmpty ? nil : (name, $0) }
    }

    private static func names(in list: String) -> [String] {
        var names: [String] = []
        names.reserveCapacity(8)
        for name in list.utf8.split(separator: UInt8(ascii: ";")) { names.append(String(Substring(name))) }
        return names
    }

    private static func canonical(_ signedHeaders: [String]) -> [String] {
        if isCanonical(signedHeaders) { return signedHeaders }
        return Set(signedHeaders.map { $0.lowercased() }).sorted()
    }

    /// Tells whether the names are what a sound client lists already: lower case, in order, each once.
    private static func isCanonical(_ names: [String]) -> Bool {
        for index in names.indices {
            let isPlain = names[index].utf8.allSatisfy { $0 < 0x80 && !(0x41...0x5A).contains($0) }
            guard isPlain, index == 0 || names[index - 1] < names[index] else { return false }
        }
        return true
    }
}
