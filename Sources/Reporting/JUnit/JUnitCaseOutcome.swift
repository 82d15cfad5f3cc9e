import RunEvents

/// What a report says of a case that did not simply pass.
struct JUnitCaseOutcome: Hashable {
    enum Kind: Hashable {
        case failure, error, skipped
    }

    var kind: Kind
    /// What was compared, for a failure; nothing for a skipped case.
    var type: String
    /// One line, never empty.
    var message: String
    /// Starts with the message.
    var body: String

    /// Nil for a case that passed.
    init?(_ finished: CaseFinished) {
        if finished.verdict == .passed, !finished.isKnownFailure { return nil }
        let problems = finished.problems.map(\.text).joined(separator: "\n\n")
        let first = finished.problems.first
        if finished.isKnownFailure {
            self.init(
                .skipped, "", "known failure: \(finished.reason ?? first?.message ?? "it fails")", problems)
            return
        }
        switch finished.verdict {
        case .passed: return nil
        case .failed:
            let type = JUnitText.message(first?.kind ?? "", otherwise: "failed")
            self.init(.failure, type, first?.message ?? finished.reason ?? "failed", problems)
        case .inconclusive:
            self.init(.error, "inconclusive", finished.reason ?? first?.message ?? "inconclusive", problems)
        case .skipped:
            self.init(.skipped, "", finished.reason ?? "skipped", problems)
        }
    }

    private init(_ kind: Kind, _ type: String, _ message: String, _ problems: String) {
        self.kind = kind
        self.type = type
        self.message = JUnitText.message(message, otherwise: "no reason was given")
        body = JUnitText.body(problems, startingWith: self.message)
    }
}
