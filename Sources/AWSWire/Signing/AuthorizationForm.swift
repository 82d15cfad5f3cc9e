/// What a signature says of itself apart from its digits: the same in every request of a client on one day.
final class AuthorizationForm: Sendable {
    let algorithm: String
    let credential: String
    let signedHeaders: [String]
    /// The signed headers as a canonical request lists them: lower case, sorted, each once.
    let canonicalHeaderNames: [String]
    /// The same names as one text: `content-type;host;x-amz-date`.
    let canonicalHeaderList: [UInt8]
    /// Whose key it is and what it is scoped to; nil where the credential has not its five parts.
    let signer: (keyID: String, scope: SigningScope)?

    init(algorithm: String, credential: String, signedHeaders list: String) {
        self.algorithm = algorithm
        self.credential = credential
        // An empty name is one that no request has, and not what was signed: it must not fall under the table.
        signedHeaders = list.utf8.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false)
            .map { String(Substring($0)) }
        canonicalHeaderNames = Set(signedHeaders.map { $0.lowercased() }).sorted()
        canonicalHeaderList = Array(canonicalHeaderNames.joined(separator: ";").utf8)
        var parts = credential.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
            .map { String(Substring($0)) }
        while parts.last == "" { parts.removeLast() }
        guard parts.count == 5 else {
            signer = nil
            return
        }
        signer = (
            parts[0], SigningScope(date: parts[1], region: parts[2], service: parts[3], terminator: parts[4])
        )
    }
}
