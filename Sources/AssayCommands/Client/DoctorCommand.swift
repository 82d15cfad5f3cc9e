import ArgumentParser

/// `assay doctor`: tries a client under test once, and says what was found out about it.
struct DoctorCommand: ParsableCommand, AssayAction {
    static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract: "Try a client under test with one call, and say what was found out.",
        discussion: """
              assay doctor -- aws events create-partner-event-source --name {name} --account {account}

            tells whether the command is there, takes the endpoint it is given, signs rightly, and how its answer is read. \
            The status is 0 where it can be run, and 1 where it cannot.

              assay doctor --hold Scenarios/create/answer.yaml:12 -- aws events …

            keeps the fake of that case up, says how to start the client by hand, tells each request that arrives, and ends \
            when it is interrupted.
            """)

    @OptionGroup(title: "Client under test") var client: ClientOptions

    @Option(
        help: ArgumentHelp(
            "Keep the fake of this case up and wait, for a debugger.", valueName: "file:line"))
    var hold: String?

    @Option(
        name: .customLong("timeout"),
        help: ArgumentHelp("How long the call may take.", valueName: "duration"))
    var timeout: DurationArgument = DurationArgument(.seconds(30))

    var takesClient: Bool { true }

    /// Being stopped is how holding ends.
    var endsBySignal: Bool { hold != nil }

    func carryOut(in surroundings: Surroundings) async throws(CommandFailure) -> ExitStatus {
        guard surroundings.client != nil || client.trigger != nil else {
            throw CommandFailure(.usage, "there is no client to examine: its command stands after --")
        }
        if let hold { return try await held(hold, in: surroundings) }
        return try await DoctorAction(self, in: surroundings).carryOut()
    }

    /// Runs one case, whose calls are shown instead of made.
    private func held(_ place: String, in surroundings: Surroundings) async throws(CommandFailure)
        -> ExitStatus
    {
        guard !client.isPersistent, client.trigger == nil else {
            throw CommandFailure(.usage, "--hold is for clients that are started for each call")
        }
        var run: RunCommand
        do {
            run = try RunCommand.parse([
                place, "--case-timeout", "24h", "--junit", "/dev/null", "--log", "/dev/null", "--jobs", "1",
            ])
        } catch {
            throw CommandFailure(.usage, "--hold: \(error)")
        }
        run.client = client
        return try await RunAction(run, in: surroundings, isHeld: true).carryOut()
    }
}
