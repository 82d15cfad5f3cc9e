/// The variables of Assay's own environment that clients get too, besides the few that every program needs.
package struct PassedVariables: Hashable, Sendable {
    /// Why a variable cannot be passed on.
    package struct Mistake: Error, Hashable, Sendable, CustomStringConvertible {
        package let description: String
    }

    /// What every program needs.
    static let base = ["PATH", "HOME", "LANG", "TMPDIR"]
    static let defaultPath = "/usr/local/bin:/usr/bin:/bin"

    private let names: Set<String>
    private let prefixes: [String]

    /// - Parameter patterns: names, or beginnings of names followed by `*`.
    package init(_ patterns: [String]) throws(Mistake) {
        var names: Set<String> = []
        var prefixes: [String] = []
        for pattern in patterns {
            let isPrefix = pattern.hasSuffix("*")
            let word = isPrefix ? String(pattern.dropLast()) : pattern
            guard !word.isEmpty, word.utf8.allSatisfy(Self.isLetter) else {
                throw Mistake(
                    description:
                        "'\(pattern)' is not the name of a variable, nor the beginning of one before '*'")
            }
            guard !Self.isOurs(word) else {
                throw Mistake(
                    description:
                        "'\(word)' cannot be passed on to clients: what leads them to their endpoint and "
                        + "credentials is set by Assay alone")
            }
            if isPrefix { prefixes.append(word) } else { names.insert(word) }
        }
        self.names = names
        self.prefixes = prefixes
    }

    /// Takes what is passed on out of an environment.
    func taken(from environment: [String: String]) -> [String: String] {
        var taken = environment.filter { name, _ in
            !Self.isOurs(name)
                && (Self.base.contains(name) || names.contains(name)
                    || prefixes.contains { name.hasPrefix($0) })
        }
        if taken["PATH"] == nil { taken["PATH"] = Self.defaultPath }
        return taken
    }

    /// Whether a variable could lead a client elsewhere: AWS settings, proxies, and the harness's own.
    private static func isOurs(_ name: String) -> Bool {
        let upper = name.uppercased()
        return upper.hasPrefix("AWS_") || upper.hasPrefix("ASSAY_") || upper.hasSuffix("_PROXY")
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "_"): true
        default: false
        }
    }
}
