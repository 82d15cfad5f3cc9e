import Diagnostics
import JSONTree

/// One difference that a matcher found, before it is known which expectation the matcher belongs to.
struct Difference: Hashable, Sendable {
    var path: [ValuePath.Component]
    var expected: String
    var actual: String
    var place: Place

    func mismatch(_ kind: Mismatch.Kind, in prefix: String = "", requirement: String?) -> Mismatch {
        let own = ValuePath.text(of: path)
        let text =
            prefix.isEmpty
            ? own : own.isEmpty ? prefix : own.hasPrefix("[") ? prefix + own : "\(prefix).\(own)"
        return Mismatch(
            kind: kind, path: text, expected: expected, actual: actual, place: place, requirement: requirement
        )
    }
}

/// Values as reports show them.
enum Shown {
    /// The longest value that is shown in full, in scalars.
    static let maximumLength = 2_000

    static func value(_ value: JSONValue?) -> String {
        guard let value else { return "nothing" }
        return shortened(JSONWriter.text(value))
    }

    static func text(_ text: String) -> String {
        value(.string(text))
    }

    static func shortened(_ text: String) -> String {
        guard text.utf8.count > maximumLength else { return text }
        let scalars = text.unicodeScalars
        guard scalars.count > maximumLength else { return text }
        return String(scalars.prefix(maximumLength)) + "… (\(scalars.count) characters)"
    }

    static func duration(_ duration: Duration) -> String {
        let (seconds, attoseconds) = duration.components
        let milliseconds = seconds * 1000 + attoseconds / 1_000_000_000_000_000
        return milliseconds % 1000 == 0 ? "\(milliseconds / 1000)s" : "\(milliseconds)ms"
    }

    /// Headers that prove who somebody is are compared and never shown.
    static func isSecret(header name: String) -> Bool {
        ["authorization", "x-amz-security-token", "proxy-authorization", "cookie"].contains(name.lowercased())
    }

    /// A request's path with the secrets in its query left out.
    static func path(_ path: String) -> String {
        guard let mark = path.firstIndex(of: "?") else { return path }
        let parts = path[path.index(after: mark)...].split(separator: "&", omittingEmptySubsequences: false)
            .map { part in
                let name = part.prefix { $0 != "=" }.lowercased()
                let isSecret = ["x-amz-signature", "x-amz-security-token"].contains(name)
                return isSecret ? part.prefix { $0 != "=" } + "=(not shown)" : String(part)
            }
        return path[...mark] + parts.joined(separator: "&")
    }
}
