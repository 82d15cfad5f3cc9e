/// A longer body is not repeated on a command line.
private let repeatedBodyLimit = 4 << 10

/// A `curl` command that makes the same call again.
///
/// Credentials never stand in it: a signed request is signed anew by curl with those of the environment.
package func curlLine(url: String, request: [UInt8]) -> String {
    let message = MessageBytes(request)
    let method = message.headLines.first?.split(separator: " ").first.map(String.init) ?? "POST"
    let fields = message.fields
    var words = ["curl", "--silent", "--show-error", "--include", "--request", quoted(method)]
    let signature = fields.first { $0.name.lowercased() == "authorization" && $0.value.hasPrefix("AWS4-") }
    if let scope = signature.flatMap({ scope(of: $0.value) }) {
        words += ["--aws-sigv4", quoted("aws:amz:\(scope.region):\(scope.service)")]
        words += ["--user", "\"$AWS_ACCESS_KEY_ID:$AWS_SECRET_ACCESS_KEY\""]
    }
    for field in fields {
        switch field.name.lowercased() {
        case "host", "content-length", "connection", "accept", "accept-encoding", "user-agent": continue
        case "authorization", "x-amz-date", "x-amz-content-sha256":
            if signature == nil { words += ["--header", quoted("\(field.name): \(field.value)")] }
        case "x-amz-security-token": words += ["--header", "\"\(field.name): $AWS_SESSION_TOKEN\""]
        default:
            // curl leaves a header with an empty value out, unless a semicolon stands for the colon.
            let line = field.value.isEmpty ? "\(field.name);" : "\(field.name): \(field.value)"
            words += ["--header", quoted(line)]
        }
    }
    if !message.body.isEmpty {
        if !fields.contains(where: { $0.name.lowercased() == "content-type" }) {
            words += ["--header", "'Content-Type:'"]
        }
        words += ["--data-binary", body(message.body)]
    }
    words.append(quoted(url))
    return words.joined(separator: " ")
}

private func body(_ bytes: ArraySlice<UInt8>) -> String {
    guard bytes.count <= repeatedBodyLimit else { return "'(\(bytes.count) bytes: see the run log)'" }
    let isText =
        bytes.allSatisfy { $0 >= 0x20 && $0 != 0x7F || $0 == 0x0A || $0 == 0x09 }
        && String(validating: bytes, as: UTF8.self) != nil && bytes.first != UInt8(ascii: "@")
    if isText { return quoted(String(decoding: bytes, as: UTF8.self)) }
    var text: [UInt8] = []
    Base64.append(Array(bytes), to: &text)
    return "@<(printf %s \(String(decoding: text, as: UTF8.self)) | base64 --decode)"
}

/// The region and the service of a signature's credential scope.
private func scope(of authorization: String) -> (region: String, service: String)? {
    guard let start = authorization.firstRange(of: "Credential=")?.upperBound else { return nil }
    let credential = authorization[start...].prefix { $0 != "," && $0 != " " }
    let parts = credential.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count >= 5 else { return nil }
    return (String(parts[parts.count - 3]), String(parts[parts.count - 2]))
}

/// The word as a shell reads it back unchanged.
private func quoted(_ word: String) -> String {
    let isPlain = word.utf8.allSatisfy { byte in
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
        case UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."), UInt8(ascii: "/"), UInt8(ascii: ":"):
            true
        default: false
        }
    }
    guard !isPlain || word.isEmpty else { return word }
    return "'\(word.replacing("'", with: "'\\''"))'"
}
