import HTTPMessages

/// What a request says of its own signature, read from whichever carrier it uses.
struct SignatureClaim {
    let carrier: SignatureCarrier
    let algorithm: String
    let credential: String
    let signedHeaders: [String]
    let signature: String
    /// The stamp as sent.
    let date: String
    /// The header that the date came from; nil for the query.
    let dateHeader: String?
    let token: String?
    /// How many seconds the signature shall hold.
    let expires: Int?

    /// The signed headers as a canonical request lists them: lower case, sorted, each once.
    var canonicalHeaderNames: [String] {
        var names: [String] = []
        names.reserveCapacity(signedHeaders.count)
        for name in signedHeaders {
            let name = name.lowercased()
            if !names.contains(name) { names.append(name) }
        }
        names.sort()
        return names
    }

    init(_ request: HTTPRequest, missingTokenMessage: String) throws(SignatureRefusal) {
        let header = request.fields["Authorization"]
        let parameters =
            request.target.utf8.contains(UInt8(ascii: "?"))
            ? CanonicalText.parameters(ofTarget: request.target) : []
        let isInQuery = parameters.contains { $0.name == QueryParameter.algorithm.rawValue }
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
        var parts: [AuthorizationPart: Substring] = [:]
        let pieces = header.split { $0 == "," || $0 == " " || $0 == "\t" }
        for piece in pieces.dropFirst() {
            guard let mark = piece.firstIndex(of: "=") else { throw .notAPair(String(piece), header: header) }
            if let part = AuthorizationPart(rawValue: String(piece[..<mark])) {
                parts[part] = piece[piece.index(after: mark)...]
            }
        }
        // The siblings ask for the parts in this order.
        var missing = [AuthorizationPart.credential, .signature, .signedHeaders]
            .filter { parts[$0]?.isEmpty ?? true }
            .map { "Authorization header requires '\($0.rawValue)' parameter. " }
        let dateHeader = ["X-Amz-Date", "Date"].first { request.fields[$0]?.isEmpty == false }
        if dateHeader == nil {
            missing.append(
                "Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header. ")
        }
        guard let credential = parts[.credential], let signature = parts[.signature],
            let signedHeaders = parts[.signedHeaders], let dateHeader, let date = request.fields[dateHeader],
            missing.isEmpty
        else { throw .missingParts(missing.joined() + "Authorization=\(header)") }
        carrier = .header
        algorithm = pieces.first.map(String.init) ?? ""
        self.credential = String(credential)
        self.signedHeaders = signedHeaders.split(separator: ";").map(String.init)
        self.signature = String(signature)
        self.date = date
        self.dateHeader = dateHeader
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
        signedHeaders = value(.signedHeaders).split(separator: ";").map(String.init)
        signature = value(.signature)
        date = value(.date)
        dateHeader = nil
        token = value(.token).isEmpty ? nil : value(.token)
        expires = Int(value(.expires))
    }
}
