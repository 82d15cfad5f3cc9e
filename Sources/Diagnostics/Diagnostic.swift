/// One thing that is wrong with a file: what, where, and what would be right.
package struct Diagnostic: Hashable, Sendable, CustomStringConvertible {
    /// How bad it is; only errors make a file unusable.
    package enum Severity: String, Hashable, Sendable, CaseIterable {
        case error, warning, note
    }

    package let place: Place
    package let severity: Severity
    /// A sentence in lower case without a full stop, the suggestion already at its end.
    package let message: String
    /// A stable name such as `scenario.unknown-key`.
    package let code: String
    /// The word that was probably meant, alone.
    package let suggestion: String?

    /// Makes a diagnostic; a word in `nearest` is offered at the end of the sentence.
    package init(
        place: Place, severity: Severity = .error, code: String, message: String, nearest: String? = nil
    ) {
        self.place = place
        self.severity = severity
        self.code = code
        self.message = nearest.map { "\(message); did you mean '\($0)'?" } ?? message
        self.suggestion = nearest
    }

    /// The first line of the report: place, severity, sentence and code.
    package var description: String {
        visible("\(place): \(severity.rawValue): \(message) [\(code)]")
    }
}
