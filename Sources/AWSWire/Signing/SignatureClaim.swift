import HTTPMessages

/// What a request says of its own signature, read from whichever carrier it uses.
struct SignatureClaim {
    let carrier: SignatureCarrier
    /// What it says apart from the digits.
    let form: AuthorizationForm
    /// The digits of the signature as sent.
    let signature: [UInt8]
    /// The stamp as sent.
    let date: String
    /// The header that the date came from; nil for the query.
    let dateHeader: String?
    let token: String?
    /// How many seconds the signature shall hold.
    let expires: Int?

    var algorithm: String { form.algorithm }
    var credential: String { form.credential }
    var signedHeaders: [String] { form.signedHeaders }
    /// The signed headers as a canonical request lists them: lower case, sorted, each once.
    var canonicalHeaderNames: [String] { form.canonicalHeaderNames }
    /// Whose key it is and what it is scoped to; nil where the credential has not its five parts.
    var signer: (keyID: String, scope: SigningScope)? { form.signer }

    init(
        _ request: HTTPRequest, missingTokenMessage: String, memo: AuthorizationMemo
    ) throws(SignatureRefusal) {
        let place = request.fields.index(of: "Authorization")
        let header = place.map { request.fields[$0].value }
        let parameters =
            request.target.utf8.contains(UInt8(ascii: "?"))
            ? CanonicalText.parameters(ofTarget: request.target) : []
        let isInQuery = parameters.contains { $0.name == QueryParameter.algorithm.rawValue }
        // Which of two signatures counts would be anybody's guess.
        if let place, request.fields.index(of: "Authorization", from: place + 1) != nil {
            throw .repeatedHeader()
        }
        switch (header, isInQuery) {
        case (_?, true): throw .bothCarriers()
        case (nil, false): throw .noCarrier(missingTokenMessage)
        case (let header?, false):
            guard header.hasPrefix("AWS4-") else { throw .noCarrier(missingTokenMessage) }
            self = try SignatureClaim(header: header, request: request, memo)
        case (nil, true): self = try SignatureClaim(parameters: parameters)
        }
    }

    private init(
        header: String, request: HTTPRequest, _ memo: AuthorizationMemo
    ) throws(SignatureRefusal) {
        let dated = Self.date("X-Amz-Date", of: request) ?? Self.date("Date", of: request)
        if let dated, let (known, digits) = memo.form(of: header) {
            (form, signature) = (known, digits)
            (dateHeader, date) = dated
        } else {
            let pieces = AuthorizationPieces(header)
            dateHeader = dated?.name
            date = try pieces.checked(dated?.value, header: header)
            form = AuthorizationForm(
                algorithm: pieces.algorithm, credential: pieces.credential,
                signedHeaders: pieces.signedHeaders)
            signature = Array(pieces.signature.utf8)
            memo.remember(form, of: header)
        }
        carrier = .header
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
        form = AuthorizationForm(
            algorithm: value(.algorithm), credential: value(.credential),
            signedHeaders: value(.signedHeaders))
        signature = Array(value(.signature).utf8)
        date = value(.date)
        dateHeader = nil
        token = value(.token).isEmpty ? nil : value(.token)
        expires = Int(value(.expires))
    }

    private static func date(_ name: String, of request: HTTPRequest) -> (name: String, value: String)? {
        request.fields[name].flatMap { $0.isEmpty ? nil : (name, $0) }
    }
}
