/// How one kind of program tells what came of its call, in exit codes and outputs; read from a file.
package struct Dialect: Hashable, Sendable {
    /// One way to tell something; of a dialect's rules the first one that holds is believed.
    package struct Rule: Hashable, Sendable {
        enum Exit: Hashable, Sendable {
            case any
            case nonzero
            case oneOf([Int])
        }

        let outcome: ClientOutcome
        let exit: Exit
        /// A pattern that the beginning of a line of standard output must match; the last such line counts.
        let output: String?
        /// The same for standard error.
        let error: String?
        /// Whether a match may go on over line ends, to the end of the stream.
        let spansLines: Bool
        /// Where in the JSON of standard output the ARN stands.
        let pointer: [String]?
    }

    package let name: String
    package let description: String
    /// Beginnings of a `User-Agent` that programs of this kind send.
    let userAgents: [String]
    /// Names of programs of this kind.
    let commands: [String]
    let rules: [Rule]
    /// Whether results come in the published form instead of by rules.
    package let isNative: Bool
}

extension Dialect {
    /// What a rule's pattern may take out of a line, by the name of its group.
    enum Capture: String, CaseIterable {
        case arn, code, message, retries, attempts, status, request
    }
}
