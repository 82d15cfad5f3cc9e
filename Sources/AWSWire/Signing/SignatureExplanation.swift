/// Why two signatures differ: what was computed here beside what the client must have used.
///
/// Session tokens are redacted in every text, and signatures stand in none.
package struct SignatureExplanation: Hashable, Sendable {
    /// What differs, as far as it could be found out.
    package enum Cause: String, Hashable, Sendable, CaseIterable {
        case scope
        case body
        case contentHash = "content-hash"
        case method
        case path
        case query
        case host
        case token
        case header
        case signedHeaders = "signed-headers"
        case secret
        case signatureForm = "signature-form"
        /// Nothing that was tried reproduces the client's signature.
        case unknown
    }

    package let cause: Cause
    /// The first difference in one sentence: lower case, no full stop.
    package let difference: String
    /// As computed here from what was received.
    package let canonicalRequest: String
    package let stringToSign: String
    /// The client's, where a recomputation reproduced its signature.
    package let clientCanonicalRequest: String?
    /// The client's, as far as it is known; a line that is not known is `?`.
    package let clientStringToSign: String

    package init(
        cause: Cause, difference: String, canonicalRequest: String, stringToSign: String,
        clientCanonicalRequest: String?, clientStringToSign: String
    ) {
        self.cause = cause
        self.difference = difference
        self.canonicalRequest = canonicalRequest
        self.stringToSign = stringToSign
        self.clientCanonicalRequest = clientCanonicalRequest
        self.clientStringToSign = clientStringToSign
    }

    /// The whole explanation as text: the difference, then each text in two columns, differing lines marked.
    package var text: String {
        "first difference: \(difference)\n\n\(comparison)"
    }

    /// Each text in two columns, differing lines marked.
    package var comparison: String {
        var lines = Self.columns("canonical request", canonicalRequest, clientCanonicalRequest)
        lines.append("")
        lines += Self.columns("string to sign", stringToSign, clientStringToSign)
        return lines.joined(separator: "\n")
    }

    private static let widest = 72

    private static func columns(_ title: String, _ ours: String, _ client: String?) -> [String] {
        let left = ours.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        guard let client else {
            return ["\(title), computed here (the client's is not known)"] + left.map { "  \($0)" }
        }
        let right = client.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        let heading = "\(title), computed here"
        let width = min(max(left.map(\.count).max() ?? 0, heading.count), widest)
        var lines = [padded(heading, to: width) + "  | the client's"]
        for index in 0..<max(left.count, right.count) {
            let first = index < left.count ? left[index] : ""
            let second = index < right.count ? right[index] : ""
            let mark = first == second || second == "?" ? "" : "  <<<<<"
            lines.append("\(padded("  \(first)", to: width))  | \(second)\(mark)")
        }
        return lines
    }

    private static func padded(_ text: String, to width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - text.count))
    }
}
