/// What a program that came to an end left behind.
package struct ProgramReport: Hashable, Sendable {
    /// How a process came to its end.
    package enum Ending: Hashable, Sendable {
        case exited(status: Int)
        case signalled(number: Int)
        /// It still ran after the deadline; its whole group was ended.
        case pastDeadline(Duration)
        /// The task that waited for it was cancelled; its whole group was ended.
        case cancelled
    }

    package let ending: Ending
    package let standardOutput: BoundedOutput
    package let standardError: BoundedOutput
    /// What it started and left behind; all of it was killed.
    package let stragglers: [Straggler]
    /// The secrets of the order that were seen in its outputs and arguments.
    package let leaks: [Leak]
    package let elapsed: Duration
}

/// Why a program could not be started at all.
package enum ProgramFailure: Error, Hashable, Sendable {
    case notFound(executable: String, suggestion: String?)
    case notStarted(executable: String, reason: String)
}

extension ProgramFailure: CustomStringConvertible {
    /// A sentence in lower case without a full stop.
    package var description: String {
        switch self {
        case .notFound(let executable, let suggestion):
            let sentence =
                executable.contains("/")
                ? "there is no program '\(executable)'" : "there is no program '\(executable)' in the PATH"
            return suggestion.map { "\(sentence); did you mean '\($0)'?" } ?? sentence
        case .notStarted(let executable, let reason):
            return "'\(executable)' could not be started: \(reason)"
        }
    }
}
