import Foundation
import Reporting
import RunEvents
import Testing

private func told(_ events: [RunEvent], _ style: ConsoleStyle) -> String {
    var reporter = ConsoleReporter(style: style)
    let text = events.map { reporter.render($0) }.joined()
    return text
        + reporter.summary(
            elapsed: .milliseconds(1234), interruptedBy: nil,
            reports: [("JUnit", "Reports/junit.xml"), ("run log", "Reports/run.jsonl")])
}

private let plain = ConsoleStyle(isTerminal: false, isColored: false, columns: 80)

@Test(
    arguments: [
        ("console-plain.txt", plain),
        ("console-terminal.txt", ConsoleStyle(isTerminal: true, isColored: true, columns: 20)),
    ])
func `a run is told as in the golden file`(name: String, style: ConsoleStyle) throws {
    let text = told(SampleLog.everything, style)
    let golden = URL(fileURLWithPath: testsFolder).appendingPathComponent("Golden/\(name)")
    if ProcessInfo.processInfo.environment["RECORD"] == "1" {
        try Data(text.utf8).write(to: golden)
        Issue.record("recorded \(name)")
    }
    let expected = try String(contentsOf: golden, encoding: .utf8)
    #expect(text == expected)
}

@Test func `a run that went well is told in few lines`() {
    #expect(
        told(SampleLog.plain(["x", "y"]), plain) == """
            passed Scenarios/a.yaml: 2 passed (0.021 s)

            2 cases: 2 passed in 1.234 s
            JUnit: Reports/junit.xml
            run log: Reports/run.jsonl
            seed: 42

            """)
}

@Test func `nothing hostile reaches the terminal`() {
    let text = told(SampleLog.everything, plain)
    #expect(!text.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" && $0 != "\t" || $0 == "\u{202E}" })
}

@Test func `failures without end are told in bounds`() {
    var events = SampleLog.plain((0..<500).map { "case \($0)" })
    for index in 0..<500 {
        let problem = SampleLog.problem("status", "no", text: "no")
        events[index + 501] = .caseFinished(SampleLog.finished(index, .failed, problems: [problem]))
    }
    let text = told(events, plain)
    #expect(text.split(separator: "\n").count < 300)
    #expect(text.contains("… there are more: the reports have them all"))
    #expect(text.contains("500 cases: 500 failed"))
}

/// What is told of a log of the events.
private func retold(_ events: [RunEvent]) throws -> String {
    try withTemporaryFolder { folder in
        var reporter = ConsoleReporter(style: plain)
        var text = ""
        try reporter.tell(index(of: events, in: folder), reports: [("run log", "Reports/run.jsonl")]) {
            text += $0
        }
        return text
    }
}

@Test func `a run is told from its log with the blocks and the end that it had`() throws {
    var events = SampleLog.everything
    for index in [6, 7] {
        events.append(.caseFinished(SampleLog.finished(index, .inconclusive, reason: "not run")))
    }
    var reporter = ConsoleReporter(style: plain)
    let blocks = events.map { reporter.render($0) }.joined().split(separator: "\n\n")
        .filter { $0.contains("\n  ./Scen") || $0.contains("\n  Scen") }
    let text = try retold(events)
    #expect(blocks.count == 3)
    for block in blocks { #expect(text.contains(block.drop { $0 == "\n" })) }
    #expect(text.hasSuffix("in 0.095 s\nrun log: Reports/run.jsonl\nseed: 42\n"))
}

@Test func `a log of passed cases is told in its summary alone`() throws {
    #expect(
        try retold(SampleLog.plain(["x", "y"])) == """

            2 cases: 2 passed in 0.021 s
            run log: Reports/run.jsonl
            seed: 42

            """)
}
