/// What happened when a client was asked to make one call, before anything is read out of it.
package struct ClientRun: Hashable, Sendable {
    /// How it came to an end.
    package enum Ending: Hashable, Sendable {
        case exited(status: Int)
        case signalled(number: Int)
        case pastDeadline(Duration)
        /// A client that goes on running sent its result.
        case answered
        /// A client that goes on running, or a service, did something that the protocol does not know.
        case broken(reason: String)
        case notStarted(reason: String)
        /// The call cannot be asked of such a client at all.
        case impossible(reason: String)
        case cancelled
    }

    /// A result as it was written, not yet read.
    package struct WrittenResult: Hashable, Sendable {
        package let bytes: [UInt8]
        /// Where it stood: `result.json`, `standard output`.
        package let origin: String

        package init(bytes: [UInt8], origin: String) {
            self.bytes = bytes
            self.origin = origin
        }
    }

    package var scenario: String
    package var ending: Ending
    package var standardOutput: BoundedOutput
    package var standardError: BoundedOutput
    package var result: WrittenResult?
    package var stragglers: [Straggler]
    package var leaks: [Leak]
    package var elapsed: Duration
    /// The command as it was carried out, for a person who wants to repeat it.
    package var command: [String]
    /// The folder that it ran in, as long as that is there.
    package var folder: String?

    package init(
        scenario: String, ending: Ending, standardOutput: BoundedOutput = BoundedOutput(""),
        standardError: BoundedOutput = BoundedOutput(""), result: WrittenResult? = nil,
        stragglers: [Straggler] = [], leaks: [Leak] = [], elapsed: Duration = .zero, command: [String] = [],
        folder: String? = nil
    ) {
        self.scenario = scenario
        self.ending = ending
        self.standardOutput = standardOutput
        self.standardError = standardError
        self.result = result
        self.stragglers = stragglers
        self.leaks = leaks
        self.elapsed = elapsed
        self.command = command
        self.folder = folder
    }
}
