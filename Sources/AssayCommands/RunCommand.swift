import ArgumentParser

/// `assay run`: carries out scenarios and writes the reports.
struct RunCommand: ParsableCommand, AssayAction {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "Carry out scenarios against the embedded fake or an endpoint.",
        discussion: """
            Without arguments: every scenario in the folder Scenarios, against the embedded fake.

              assay run                                  the main job
              assay run Scenarios/create --tag errors    some of it
              assay run Scenarios/list/pages.yaml:14     the case on line 14
              assay run --target http://127.0.0.1:4010   a server on this machine

            With a command after --, that program makes the calls; {name} and {account} in its arguments are filled in, \
            and its environment leads to the fake:

              assay run -- aws events create-partner-event-source --name {name} --account {account}

            Against the real service:

              assay run --target aws --live --allow-account 123456789012 \\
                --allow-region us-east-1 --ledger ledger.jsonl

            The run log and the JUnit report are written whatever happens; an interrupted run's reports account for every \
            planned case. A second interrupt ends at once.
            """)

    @OptionGroup(title: "Selection") var selection: SelectionOptions
    @OptionGroup(title: "Target") var target: TargetOptions
    @OptionGroup(title: "Client under test") var client: ClientOptions
    @OptionGroup(title: "Live targets") var live: LiveOptions
    @OptionGroup(title: "Variables") var variables: VariableOptions
    @OptionGroup(title: "Pace") var pace: PaceOptions
    @OptionGroup(title: "Reports") var reports: ReportOptions
    @OptionGroup(title: "Console") var console: ConsoleOptions

    var takesClient: Bool { true }

    func carryOut(in surroundings: Surroundings) async throws(CommandFailure) -> ExitStatus {
        try await RunAction(self, in: surroundings).carryOut()
    }
}
