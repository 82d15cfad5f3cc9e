/// What a foreign program is asked to do, and within which bounds.
package struct ProgramOrder: Hashable, Sendable {
    /// A path, or a name that is looked for in the `PATH` of `environment`.
    package var executable: String
    package var arguments: [String]
    /// The whole environment of the program; nothing is inherited.
    package var environment: [String: String]
    package var workingDirectory: String?
    /// How long the program may run before its whole process group is asked to end.
    package var deadline: Duration
    /// How long the group may take to end before it is killed.
    package var grace: Duration
    /// How many bytes of each of its two output streams are kept; the rest is counted.
    package var maximumOutput: Int
    /// What may appear in no output and no argument.
    package var secrets: LeakPatterns
    /// A variable of `environment` that no other program has with this value: what it started is known by it,
    /// even outside its process group.
    package var mark: String?

    package init(
        executable: String, arguments: [String], environment: [String: String],
        workingDirectory: String? = nil,
        deadline: Duration, grace: Duration, maximumOutput: Int, secrets: LeakPatterns = LeakPatterns([]),
        mark: String? = nil
    ) {
        self.executable = executable
        self.arguments = arguments
        self.environment = environment
        self.workingDirectory = workingDirectory
        self.deadline = deadline
        self.grace = grace
        self.maximumOutput = maximumOutput
        self.secrets = secrets
        self.mark = mark
    }

    /// The marked variable as it stands in the environment of each process that the program started.
    var markLine: String? {
        mark.flatMap { name in environment[name].map { "\(name)=\($0)" } }
    }
}
