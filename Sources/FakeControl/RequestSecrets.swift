import HTTPMessages

/// The signatures and session tokens of one request, which nothing may show.
struct RequestSecrets {
    private var secrets: [String] = []

    static let mark = "(redacted)"
    /// Shorter texts are no secrets, and replacing them would garble everything.
    private static let minimumLength = 6

    init(_ request: HTTPRequest) {
        for value in request.fields.all(named: "X-Amz-Security-Token") { add(value) }
        for value in request.fields.all(named: "Authorization") {
            for piece in Self.pieces(of: value) where !Self.isHarmless(piece) {
                add(String(piece.firstIndex(of: "=").map { piece[piece.index(after: $0)...] } ?? piece))
            }
        }
        guard let mark = request.target.firstIndex(of: "?") else { return }
        for part in request.target[request.target.index(after: mark)...].split(separator: "&") {
            let halves = part.split(separator: "=", maxSplits: 1)
            if halves.count == 2, Self.isSecret(parameter: halves[0]) { add(String(halves[1])) }
        }
    }

    /// A text in which none of them stands.
    func redacted(_ text: String) -> String {
        secrets.reduce(text) { $0.replacing($1, with: Self.mark) }
    }

    /// A field's value in which none of them stands, nor anything else by which somebody proves who they are.
    func redacted(_ field: HTTPField) -> String {
        switch field.name.lowercased() {
        case "x-amz-security-token", "cookie", "proxy-authorization": Self.mark
        case "authorization": Self.authorization(field.value)
        default: redacted(field.value)
        }
    }

    private mutating func add(_ secret: String) {
        guard secret.utf8.count >= Self.minimumLength, !secrets.contains(secret) else { return }
        secrets.append(secret)
        // One that holds another goes first, or its rest would stay readable.
        secrets.sort { $0.utf8.count > $1.utf8.count }
    }

    /// Keeps what is known to be harmless; everything else might be a proof.
    private static func authorization(_ value: String) -> String {
        let shown = pieces(of: value).map { piece in
            if isHarmless(piece) { return String(piece) }
            return (piece.firstIndex(of: "=").map { String(piece[...$0]) } ?? "") + mark
        }
        let rest = shown.dropFirst().joined(separator: ", ")
        return rest.isEmpty ? shown.joined() : "\(shown[0]) \(rest)"
    }

    private static func pieces(of authorization: String) -> [Substring] {
        authorization.split { $0 == "," || $0 == " " || $0 == "\t" }
    }

    private static func isHarmless(_ piece: Substring) -> Bool {
        piece.hasPrefix("Credential=") || piece.hasPrefix("SignedHeaders=") || piece.hasPrefix("AWS4-")
            || piece == "Bearer" || piece == "Basic"
    }

    private static func isSecret(parameter name: Substring) -> Bool {
        ["x-amz-signature", "x-amz-security-token"].contains(name.lowercased())
    }
}
