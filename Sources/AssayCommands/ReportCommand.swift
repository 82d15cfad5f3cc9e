import ArgumentParser
import Foundation
import Reporting
import RunEvents

/// `assay report`: tells a run from its log, makes reports from it, or looks whether a report is valid.
struct ReportCommand: ParsableCommand, AssayAction {
    static let configuration = CommandConfiguration(
        commandName: "report",
        abstract: "Tell a run from its log, write a report from it, or validate a JUnit report.",
        discussion: """
              assay report Reports/run.jsonl                   what went wrong
              assay report Reports/run.jsonl --junit all.xml   also for a killed run
              assay report --validate junit.xml                whoever wrote it

            A run log without its end gives a complete report: cases that did not finish are told as such. Without --junit
            the exit status is the run's own: 0, 1, 4 or 5.
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
        } else if junit == nil, flavor != nil {
            throw ValidationError("--junit-flavor needs --junit FILE, which says where the report goes")
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
        guard let log else { return .usage }
        if let junit, Self.isSameFile(path(log), path(junit)) {
            throw CommandFailure(.usage, "the report would wipe out the run log: both are \(log)")
        }
        let index: RunLogIndex
        do throws(InvalidRunLog) {
            index = try RunLogIndex(path: path(log))
        } catch {
            throw CommandFailure(.usage, "\(log): \(error)")
        }
        do throws(ReportFailure) {
            guard let junit else { return try tell(index, in: surroundings.console) }
            let written = try JUnitReport.write(index, flavor: flavor ?? .jenkins, to: path(junit))
            let cases = "\(index.caseCount) \(index.caseCount == 1 ? "case" : "cases")"
            surroundings.console.say(
                "\(cases): \(written.count == 1 ? junit : "\(written.count) files in \(junit)")")
        } catch {
            throw CommandFailure(.worldFailed, error.description)
        }
        return .passed
    }

    /// Tells the run on standard output, since this is what was asked for, and gives the run's status.
    private func tell(_ index: RunLogIndex, in console: Console) throws(ReportFailure) -> ExitStatus {
        var reporter = ConsoleReporter(
            style: ConsoleStyle(isTerminal: false, isColored: false, columns: console.columns))
        try reporter.tell(index, reports: []) { console.writeData($0) }
        let counts = index.counts
        if counts.failed > 0 { return .failed }
        if counts.inconclusive > 0 { return .inconclusive }
        return counts.ran == 0 ? .nothingRan : .passed
    }

    private static func isSameFile(_ first: String, _ second: String) -> Bool {
        func real(_ path: String) -> String {
            URL(fileURLWithPath: path).standardizedFileURL.resolvingSymlinksInPath().path
        }
        return real(first) == real(second)
    }
}
