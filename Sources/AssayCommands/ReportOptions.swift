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
            "Where the JUnit XML report goes; a folder with --junit-flavor surefire.", valueName: "file"))
    var junit = "Reports/junit.xml"

    @Option(
        name: .customLong("junit-flavor"),
        help: ArgumentHelp("Which consumer's schema the JUnit report keeps to.", valueName: "flavor"))
    var flavor: JUnitFlavor = .jenkins
}

extension JUnitFlavor: ExpressibleByArgument {}
