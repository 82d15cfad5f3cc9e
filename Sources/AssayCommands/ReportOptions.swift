import ArgumentParser
import Reporting

/// Where a run leaves its reports.
struct ReportOptions: ParsableArguments {
    @Option(
        name: .customLong("log"),
        help: ArgumentHelp(
            "Where the run log goes (JSON Lines): the record that every report is made from.",
            valueName: "file"))
    var log = "Reports/run.jsonl"

    @Option(
        name: .customLong("junit"),
        help: ArgumentHelp(
            "Where the JUnit XML report goes: Reports/junit.xml or, for surefire, the folder Reports/junit.",
            valueName: "file"))
    var chosenPath: String?

    @Option(
        name: .customLong("junit-flavor"),
        help: ArgumentHelp("Which consumer's schema the JUnit report keeps to.", valueName: "flavor"))
    var flavor: JUnitFlavor = .jenkins

    /// Where the JUnit report goes, the default put in.
    var junit: String { chosenPath ?? (flavor.isFolder ? "Reports/junit" : "Reports/junit.xml") }
}

extension JUnitFlavor: ExpressibleByArgument {}
