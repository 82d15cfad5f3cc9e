import AWSWire
import Diagnostics
import JSONTree
import YAMLTree

/// Reads raw requests, and what is wrong with signatures.
extension ReadingSession {
    func rawRequest(_ source: SourceNode) -> RawRequestTemplate? {
        guard let fields = fields(source, SendKey.self) else { return nil }
        return RawRequestTemplate(
            method: fields[.method].flatMap(template) ?? TextTemplate(literal: "POST"),
            path: fields[.path].flatMap(template) ?? TextTemplate(literal: "/"),
            operation: operation(fields[.operation]), headers: headers(fields[.headers]),
            body: fields[.body].flatMap(body))
    }

    private func headers(_ source: SourceNode?) -> [RawRequestTemplate.Header] {
        guard let source, let members = mapping(source, "headers by name") else { return [] }
        var headers: [RawRequestTemplate.Header] = []
        for member in members {
            checkHeaderName(member.name, at: source.place(of: member.key))
            let value = resolve(source.sibling(member.value))
            var values: [TextTemplate] = []
            if value.scalar?.value.isNull != true {
                values = (oneOrMore(value, "a text, a list of texts, or null") ?? []).compactMap(template)
            }
            headers.append(RawRequestTemplate.Header(name: member.name, values: values))
        }
        return headers
    }

    /// A header's name is written as it is; only what would end the line or the name cannot stand in it.
    func checkHeaderName(_ name: String, at place: Place) {
        let isWrong =
            name.isEmpty || name.unicodeScalars.contains { $0.value < 0x20 || $0 == ":" || $0.value > 0x7E }
        if isWrong { report(.badName, at: place, "'\(Self.shortened(name))' cannot be a header's name") }
    }

    func signing(_ source: SourceNode) -> SigningTemplate? {
        var signing = SigningTemplate(place: source.place)
        guard source.node.mapping != nil else {
            guard word(source, "way of signing", among: ["none"]) != nil else { return nil }
            signing.isUnsigned = true
            return signing
        }
        guard let fields = fields(source, SigningKey.self) else { return nil }
        signing.accessKey = fields[.accessKey].flatMap(template)
        signing.isSecretWrong = word(fields[.secret], "secret", among: ["wrong"]) != nil
        signing.sessionToken = fields[.sessionToken].flatMap(replacement)
        signing.region = fields[.region].flatMap(template)
        signing.service = fields[.service].flatMap(template)
        signing.date = fields[.date].flatMap(date)
        signing.scopeDate = fields[.scopeDate].flatMap(template)
        signing.terminator = fields[.terminator].flatMap(template)
        signing.algorithm = fields[.algorithm].flatMap(template)
        signing.unsignedHeaders = texts(fields[.unsigned], "a list of header names").map(\.text)
        signing.headersAfter = headerChanges(fields[.headersAfter])
        signing.bodyAfter = fields[.bodyAfter].flatMap(body)
        signing.signature = fields[.signature].flatMap(template)
        signing.authorization = fields[.authorization].flatMap(authorization)
        signing.carrier = word(fields[.carrier], "carrier")
        signing.contentHash = fields[.contentHash].flatMap(contentHash)
        signing.dateHeader = fields[.dateHeader].flatMap(replacement)
        if fields.has(.signature) { exclusive(fields, [.signature, .authorization]) }
        return signing
    }

    private func replacement(_ source: SourceNode) -> SigningTemplate.Replacement? {
        guard let template = template(source) else { return nil }
        return template.literal == "none" ? SigningTemplate.Replacement.none : .text(template)
    }

    /// An offset begins with a sign and ends with a unit; anything else is the stamp itself.
    private func date(_ source: SourceNode) -> SigningTemplate.Date? {
        guard let template = template(source) else { return nil }
        guard let text = template.literal else { return .stamp(template) }
        if text.first == "-" || text.first == "+" {
            return duration(source, isSigned: true).map(SigningTemplate.Date.offset)
        }
        if (try? Duration(written: text, isSigned: false)) != nil {
            report(.badDuration, at: source.place, "an offset needs a sign: '+\(text)' or '-\(text)'")
            return nil
        }
        return .stamp(template)
    }

    private func headerChanges(_ source: SourceNode?) -> [SigningTemplate.HeaderChange] {
        guard let source, let members = mapping(source, "headers by name") else { return [] }
        return members.compactMap { member in
            checkHeaderName(member.name, at: source.place(of: member.key))
            let value = resolve(source.sibling(member.value))
            if value.scalar?.value.isNull == true {
                return SigningTemplate.HeaderChange(name: member.name, value: nil)
            }
            return template(value).map { SigningTemplate.HeaderChange(name: member.name, value: $0) }
        }
    }

    private func authorization(_ source: SourceNode) -> SigningTemplate.Authorization? {
        guard source.node.mapping != nil else {
            return template(source).map(SigningTemplate.Authorization.text)
        }
        guard let fields = fields(source, AuthorizationKey.self) else { return nil }
        return word(fields[.without], "part of the header").map(SigningTemplate.Authorization.without)
    }

    private func contentHash(_ source: SourceNode) -> SigningTemplate.ContentHash? {
        if source.scalar?.value.bool == true { return .right }
        return template(source).map(SigningTemplate.ContentHash.text)
    }
}
