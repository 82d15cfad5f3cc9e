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
        let pieces = Array(header.utf8).split {
            $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t")
        }
        let parts = pieces.dropFirst()
        if let piece = parts.first(where: { !$0.contains(UInt8(ascii: "=")) }) {
            throw .notAPair(String(decoding: piece, as: UTF8.self), header: header)
        }
        credential = Self.value(of: .credential, in: parts)
        signature = Self.value(of: .signature, in: parts)
        let list = Self.value(of: .signedHeaders, in: parts)
        let dated = ["X-Amz-Date", "Date"].lazy.compactMap { name in
            request.fields[name].flatMap { $0.isEmpty ? nil : (name: name, value: $0) }
        }.first
        guard let dated, !credential.isEmpty, !signature.isEmpty, !list.isEmpty else {
            // The siblings ask for the parts in this order.
            let missing = [AuthorizationPart.credential, .signature, .signedHeaders]
                .filter { Self.value(of: $0, in: parts).isEmpty }
                .map { "Authorization header requires '\($0.rawValue)' parameter. " }
            let undated =
                "Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header. "
            throw .missingParts(
                missing.joined() + (dated == nil ? undated : "") + "Authorization=\(header)")
        }
        carrier = .header
        algorithm = pieces.first.map { String(decoding: $0, as: UTF8.self) } ?? ""
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

    /// What stands after `Signature=` and the like, where it stands last; empty where it does not.
    private static func value(
        of part: AuthorizationPart, in pieces: ArraySlice<ArraySlice<UInt8>>
    ) -> String {
        let name = part.rawValue.utf8
        for piece in pieces.reversed() where piece.starts(with: name) {
            let rest = piece.dropFirst(name.count)
            if rest.first == UInt8(ascii: "=") { return String(decoding: rest.dropFirst(), as: UTF8.self) }
        }
        return ""
    }

    private static func names(in list: String) -> [String] {
        Array(list.utf8).split(separator: UInt8(ascii: ";")).map { String(decoding: $0, as: UTF8.self) }
    }

    private static func canonical(_ signedHeaders: [String]) -> [String] {
        var names: [String] = []
        names.reserveCapacity(signedHeaders.count)
        for name in signedHeaders {
            let name = name.lowercased()
            if !names.contains(name) { names.append(name) }
        }
        names.sort()
        return names
    }
}
