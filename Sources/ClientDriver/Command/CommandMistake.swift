/// Why a command line of a client cannot be used.
package enum CommandMistake: Error, Hashable, Sendable {
    case empty
    /// - Parameter argument: its place in the command, from 1.
    case unknownPlaceholder(String, argument: Int, suggestion: String?)
}

extension CommandMistake: CustomStringConvertible {
    /// A sentence in lower case without a full stop.
    package var description: String {
        switch self {
        case .empty:
            return "there is no command after '--'"
        case .unknownPlaceholder(let word, let argument, let suggestion):
            let known = Placeholder.allCases.map { "{\($0.rawValue)}" }.joined(separator: " ")
            let meant = suggestion.map { "; did you mean '{\($0)}'?" } ?? "; known are \(known)"
            return "unknown placeholder '{\(word)}' in argument \(argument) of the client's command\(meant)"
                + " ('{{\(word)}}' is the plain text '{\(word)}')"
        }
    }
}
