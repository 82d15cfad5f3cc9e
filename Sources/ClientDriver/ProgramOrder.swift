/// What a foreign program is asked to do, and within which bounds.
package struct ProgramOrder: Hashable, Sendable {
    /// A path, or a name that is looked for in the `PATH` of `environment`.
    package var executable: String
    package var arguments: [String]
    /// The whole environment of the program; nothing is inherited.
    package var environment: [String: String]
    package var workingDirectory: String?
    /// How long the program may run before its whole process group is killed.
    package var deadline: Duration
    /// How many bytes each of its two output streams may hold.
    package var maximumOutput: Int

    package init(
        executable: String, arguments: [String], environment: [String: String],
        workingDirectory: String? = nil,
        deadline: Duration, maximumOutput: Int
    ) {
        self.executable = executable
        self.arguments = arguments
        self.environment = environment
        self.workingDirectory = workingDirectory
        self.deadline = deadline
        self.maximumOutput = maximumOutput
    }
}

/// What a program that ended by itself left behind.
package struct ProgramReport: Hashable, Sendable {
    /// How a process came to its end.
    package enum Ending: Hashable, Sendable {
        case exited(status: Int)
        case signalled(number: Int)
    }

    package let ending: Ending
    package let standardOutput: [UInt8]
    package let standardError: [UInt8]
}

/// Why a program could not be carried out to its own end.
package enum ProgramFailure: Error, Hashable, Sendable {
    case notFound(executable: String)
    case notStarted(executable: String, reason: String)
    /// It still ran after the deadline and was killed.
    case pastDeadline(Duration)
    /// It wrote more than the order allows and was killed.
    case outputTooLarge(limit: Int)
    /// The task that waited for it was cancelled; the program was killed.
    case cancelled
}
