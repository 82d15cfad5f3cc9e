import HTTPMessages

/// The parameters that carry a signature in the query.
enum QueryParameter: String, CaseIterable {
    case algorithm = "X-Amz-Algorithm"
    case credential = "X-Amz-Credential"
    case date = "X-Amz-Date"
    case expires = "X-Amz-Expires"
    case signedHeaders = "X-Amz-SignedHeaders"
    case token = "X-Amz-Security-Token"
    case signature = "X-Amz-Signature"

    init(_ part: AuthorizationPart) {
        self =
            switch part {
            case .credential: .credential
            case .signedHeaders: .signedHeaders
            case .signature: .signature
            }
    }
}

extension HTTPRequest {
    /// Adds a parameter at the end of the query, escaped.
    mutating func append(_ parameter: QueryParameter, _ value: String) {
        let mark = target.utf8.contains(UInt8(ascii: "?")) ? "&" : "?"
        let escaped = String(decoding: CanonicalText.escaped(value.utf8), as: UTF8.self)
        target += "\(mark)\(parameter.rawValue)=\(escaped)"
    }

    /// Takes a parameter that `append` added out of the query.
    mutating func remove(_ parameter: QueryParameter) {
        guard let mark = target.firstIndex(of: "?") else { return }
        let rest = target[target.index(after: mark)...].split(separator: "&")
            .filter { !$0.hasPrefix("\(parameter.rawValue)=") }
        target = String(target[...mark]) + rest.joined(separator: "&")
    }
}
