package import HTTPMessages

/// Replaces secrets, session tokens and signatures by tags before anything is written or shown.
///
/// Equal secrets get equal tags within a run, so that a reader can tell them apart; the key of the tags is the
/// run's own and is never written.
package struct Redactor: Sendable {
    private let key: UInt64

    /// - Parameter key: random, made for one run.
    package init(key: UInt64) {
        self.key = key
    }

    /// What stands in place of a secret.
    package func tag(_ kind: String, for secret: String) -> String {
        // Swift's own hash is keyed with the process's random seed as well.
        var hasher = Hasher()
        hasher.combine(key)
        hasher.combine(secret)
        let digits = String(UInt64(bitPattern: Int64(hasher.finalize())), radix: 16)
        return "[\(kind) \(digits.suffix(6))]"
    }

    /// The replacements that hold for one request and its answer.
    ///
    /// - Parameter secrets: secret keys and session tokens of the case, whether they were sent or not.
    package func cover(request: HTTPRequest?, secrets: [String]) -> RedactedParts {
        var parts = RedactedParts()
        for secret in secrets { parts.add(secret, tag: tag("secret", for: secret)) }
        guard let request else { return parts }
        for field in request.fields {
            switch field.name.lowercased() {
            case "authorization":
                for signature in values(of: "Signature=", in: field.value) {
                    parts.add(signature, tag: tag("signature", for: signature))
                }
            case "x-amz-security-token":
                parts.add(field.value, tag: tag("token", for: field.value))
            default:
                break
            }
        }
        if request.target.contains("X-Amz-") {
            for signature in values(of: "X-Amz-Signature=", in: request.target) {
                parts.add(signature, tag: tag("signature", for: signature))
            }
            for token in values(of: "X-Amz-Security-Token=", in: request.target) {
                parts.add(token, tag: tag("token", for: token))
            }
        }
        return parts
    }

    /// What follows each mark, up to a separator.
    private func values(of mark: String, in text: String) -> [String] {
        let (text, mark) = (Array(text.utf8), Array(mark.utf8))
        var found: [String] = []
        var start = 0
        while let at = firstPlace(of: mark, in: text, from: start) {
            let value = text[(at + mark.count)...].prefix { byte in
                !(byte == 0x20 || byte == 0x2C || byte == 0x26 || byte == 0x22 || byte == 0x27)
            }
            if !value.isEmpty { found.append(String(decoding: value, as: UTF8.self)) }
            start = at + mark.count
        }
        return found
    }
}
