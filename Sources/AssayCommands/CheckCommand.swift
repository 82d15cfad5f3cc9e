import ArgumentParser
import Diagnostics
import ScenarioLanguage

/// `assay check`: reads scenario files and tells every mistake.
struct CheckCommand: ParsableCommand, AssayAction {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Read scenario files and report every mistake, with its line and column.",
        discussion:
            "Nothing is sent. The status is 3 when a file has an error, 5 when there is no file, 0 when all is well."
    )

    @Argument(help: ArgumentHelp("Scenario files, folders or patterns; else Scenarios.", valueName: "path"))
    var paths: [String] = []

    @OptionGroup(title: "Variables") var variables: VariableOptions
    @OptionGroup(title: "Console") var console: ConsoleOptions

    func carryOut(in surroundings: Surroundings) async throws(CommandFailure) -> ExitStatus {
        let library = try await ScenarioLibrary.read(
            paths.isEmpty ? [SelectionOptions.defaultPath] : paths, variables: variables, in: surroundings)
        let isColored = console.color.isColored(
            isTerminal: surroundings.console.isTerminal, environment: surroundings.environment)
        surroundings.console.writeData(
            DiagnosticRenderer(sources: library.sources, color: isColored).render(library.diagnostics))
        guard library.fileCount > 0 else {
            throw CommandFailure(.nothingRan, "there is no scenario file to check")
        }
        let errors = library.errorCount
        let cases = library.scenarios.reduce(0) { $0 + $1.cases.count }
        let files = "\(library.fileCount) \(library.fileCount == 1 ? "file" : "files")"
        surroundings.console.say(
            errors == 0
                ? "\(files), \(cases) \(cases == 1 ? "case" : "cases"): no errors"
                : "\(files): \(errors) \(errors == 1 ? "error" : "errors")")
        return errors == 0 ? .passed : .invalidScenario
    }
}
