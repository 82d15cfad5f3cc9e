import Foundation
import JSONTree
import Reporting
import RunEvents
import Testing

/// Runs a program found by PATH and gives its output and status.
private func run(_ words: [String]) throws -> (output: String, status: Int32) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = words
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    let output = try pipe.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return (String(decoding: output, as: UTF8.self), process.terminationStatus)
}

/// Whether the judges are at hand; where they are required, the tests run and fail without them.
private let canJudge: Bool = {
    if ProcessInfo.processInfo.environment["ASSAY_REQUIRE_CLIENTS"] == "1" { return true }
    let found = try? run(["python3", "-c", "import lxml, xmlschema, junitparser"])
    return found?.status == 0
}()

@Test(
    .enabled(if: canJudge, "Python with lxml, xmlschema and junitparser is not here"),
    arguments: JUnitFlavor.allCases)
func `independent parsers and schema engines agree on a report`(flavor: JUnitFlavor) throws {
    try withTemporaryFolder { folder in
        let index = try index(of: SampleLog.everything, in: folder)
        let files = try JUnitReport.write(index, flavor: flavor, to: "\(folder)/report")
        let schema = "\(folder)/schema.xsd"
        try Data(flavor.schema).write(to: URL(fileURLWithPath: schema))
        let visible = #"a"<&>'\u{1B}[31m]]>\u{FFFE}\u{00}\u{0D} é😀\u{202E}"#
        let expected: JSONValue = [
            "tests": 9, "failures": 2, "errors": 3, "skipped": 2,
            "names": [
                "A name: longest", "A name: too long", "A name: longest (2)", "A name: known",
                .string(visible),
                "unnamed", "Started", "Never started", "Longest",
            ],
        ]
        let judge = "\(testsFolder)/../EndToEnd/judge_junit.py"
        let judged = try run(["python3", judge, schema, JSONWriter.text(expected)] + files)
        #expect(judged.status == 0, "\(judged.output)")
    }
}
