/// A secret that was seen where none may be; it never holds the secret itself.
package struct Leak: Hashable, Sendable, CustomStringConvertible {
    /// How the secret was written.
    package enum Spelling: String, Hashable, Sendable, CaseIterable {
        case plain
        case base64
        case hex
        case percentEncoded = "percent-encoded"
        case escaped = "JSON-escaped"
    }

    /// Where it was seen.
    package enum Place: Hashable, Sendable {
        case standardOutput
        case standardError
        case result
        /// The arguments of a process, which every user of the machine can read; with the program's name.
        case arguments(program: String)
        case file(String)
    }

    /// What kind of secret: `secret access key`, `session token`.
    package let secret: String
    package let spelling: Spelling
    package let place: Place

    package init(secret: String, spelling: Spelling, place: Place) {
        self.secret = secret
        self.spelling = spelling
        self.place = place
    }

    package var description: String {
        let form = spelling == .plain ? "" : " (\(spelling.rawValue))"
        return "the \(secret)\(form) stands in \(place)"
    }

    /// Each leak once, in the order of places.
    static func sorted(_ leaks: [Leak]) -> [Leak] {
        Set(leaks).sorted { ("\($0.place)", $0.description) < ("\($1.place)", $1.description) }
    }
}

extension Leak.Place: CustomStringConvertible {
    package var description: String {
        switch self {
        case .standardOutput: "standard output"
        case .standardError: "standard error"
        case .result: "the result"
        case .arguments(let program): "the arguments of '\(program)'"
        case .file(let name): "the file '\(name)'"
        }
    }
}
