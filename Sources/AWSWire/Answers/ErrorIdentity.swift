package import HTTPMessages
package import JSONTree

/// Which error an answer is, whatever form its name was sent in.
package struct ErrorIdentity: Hashable, Sendable {
    /// Where the name was found.
    package enum Source: String, Hashable, Sendable, CaseIterable {
        case header = "X-Amzn-Errortype"
        case type = "__type"
        case code
    }

    /// What stood before `#`; nil where the name came bare.
    package let namespace: String?
    package let name: String
    package let source: Source

    package init(namespace: String?, name: String, source: Source) {
        self.namespace = namespace
        self.name = name
        self.source = source
    }

    /// The identity written in a text: cut at the first colon, then split at the first `#`; nil without a name.
    package init?(text: String, source: Source) {
        let isBlank = { (character: Character) in character == " " || character == "\t" }
        let shape = text.prefix { $0 != ":" }
        let name: Substring
        if let mark = shape.firstIndex(of: "#") {
            name = shape[shape.index(after: mark)...]
            let namespace = shape[..<mark].drop(while: isBlank)
            self.namespace = namespace.isEmpty ? nil : String(namespace)
        } else {
            name = shape.drop(while: isBlank)
            namespace = nil
        }
        let trimmed = name.reversed().drop(while: isBlank).reversed()
        guard !trimmed.isEmpty else { return nil }
        self.name = String(trimmed)
        self.source = source
    }

    /// The identity of an answer: the header first, then `__type`, then `code`, the body's at its top level only.
    ///
    /// A member that is not text, or a text without a name, does not count.
    package init?(of response: HTTPResponse, body: JSONObject) {
        if let header = response.fields[AWSJSON.errorTypeHeader],
            let identity = ErrorIdentity(text: header, source: .header)
        {
            self = identity
            return
        }
        for source in [Source.type, .code] {
            guard case .string(let text)? = body[source.rawValue],
                let identity = ErrorIdentity(text: text, source: source)
            else { continue }
            self = identity
            return
        }
        return nil
    }
}
