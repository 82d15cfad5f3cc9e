import ArgumentParser
import Reporting
import RunEvents

/// `assay report`: makes reports from a run log, or looks whether a report is valid.
struct ReportCommand: ParsableCommand, AssayAction {
    static let configuration = CommandConfiguration(
        commandName: "report",
        abstract: "Write a report from a run log, or validate a JUnit report.",
        discussion: """
              assay report Reports/run.jsonl --junit junit.xml    also for a run that was killed
              assay report --validate junit.xml                   any JUnit file, whoever wrote it

            A run log without its end gives a complete report: cases that did not finish are told as such.
            """)

    @Argument(help: ArgumentHelp("The run log to report on.", valueName: "run log"))
    var log: String?

    @Option(
        name: .customLong("junit"),
        help: ArgumentHelp("Where the JUnit XML report goes; a folder with surefire.", valueName: "file"))
    var junit: String?

    @Option(
        name: .customLong("junit-flavor"),
        help: ArgumentHelp("Which consumer's schema the JUnit report keeps to.", valueName: "flavor"))
    var flavor: JUnitFlavor?

    @Option(
        name: .customLong("validate"),
        help: ArgumentHelp(
            "A JUnit file to validate; any schema that we ship, or --junit-flavor's.", valueName: "file"))
    var validated: String?

    func validate() throws {
        if validated != nil {
            if log != nil || junit != nil {
                throw ValidationError("--validate stands alone, without a run log and --junit")
            }
        } else if log == nil {
            throw ValidationError("name a run log, or a JUnit file with --validate")
        } else if junit == nil {
            throw ValidationError("say where the report goes: --junit FILE")
        }
    }

    func carryOut(in surroundings: Surroundings) async throws(CommandFailure) -> ExitStatus {
        func path(_ text: String) -> String {
            text.hasPrefix("/") ? text : surroundings.currentFolder + "/" + text
        }
        if let validated {
            return try await JUnitCheck(flavor: flavor).carryOut(
                path(validated), named: validated, surroundings)
        }
        guard let log, let junit else { return .usage }
        let index: RunLogIndex
        do throws(InvalidRunLog) {
            index = try RunLogIndex(path: path(log))
        } catch {
            throw CommandFailure(.usage, "\(log): \(error)")
        }
        do throws(ReportFailure) {
            let written = try JUnitReport.write(index, flavor: flavor ?? .jenkins, to: path(junit))
            let cases = "\(index.caseCount) \(index.caseCount == 1 ? "case" : "cases")"
            surroundings.console.say(
                "\(cases): \(written.count == 1 ? junit : "\(written.count) files in \(junit)")")
        } catch {
            throw CommandFailure(.worldFailed, error.description)
        }
        return .passed
    }
}
