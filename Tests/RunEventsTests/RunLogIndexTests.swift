import Foundation
import RunEvents
import Testing

/// Writes a log and lends its index.
private func withIndex(
    _ events: [RunEvent], torn: String = "", _ body: (RunLogIndex) throws -> Void
) throws {
    try withTemporaryFolder { folder in
        let text = events.map { String(decoding: $0.line, as: UTF8.self) }.joined() + torn
        try body(try RunLogIndex(path: try write(text, to: "run.jsonl", in: folder)))
    }
}

private func planned(_ index: Int, _ file: String, _ label: String? = nil) -> RunEvent {
    .casePlanned(SampleEvents.planned(index, file: file, label: label))
}

private func finished(_ index: Int, _ verdict: Verdict) -> RunEvent {
    .caseFinished(SampleEvents.finished(index, verdict))
}

private func cases(_ index: RunLogIndex, _ suite: Int? = nil) throws -> [LoggedCase] {
    var cases = if let suite { try index.cases(of: index.suites[suite]) } else { try index.cases() }
    var list: [LoggedCase] = []
    while let next = try cases.next() { list.append(next) }
    return list
}

extension [LoggedCase] {
    fileprivate var indexes: [Int] { map(\.planned.index) }
    fileprivate var verdicts: [Verdict] { map(\.finished.verdict) }
}

@Test func `cases come in plan order, whatever finished first`() throws {
    let events: [RunEvent] = [
        .runStarted(SampleEvents.header), planned(0, "a.yaml"), planned(1, "a.yaml"), planned(2, "b.yaml"),
        finished(2, .failed), finished(0, .passed), finished(1, .skipped),
        .runFinished(RunFinished(elapsed: .seconds(2), interruptedBy: nil, counts: VerdictCounts())),
    ]
    try withIndex(events) { index in
        #expect(index.header == SampleEvents.header)
        let logged = try cases(index)
        #expect(logged.indexes == [0, 1, 2])
        #expect(logged.verdicts == [.passed, .skipped, .failed])
        #expect(index.suites.map(\.file) == ["a.yaml", "b.yaml"])
        #expect(
            index.suites.map(\.counts) == [VerdictCounts(passed: 1, skipped: 1), VerdictCounts(failed: 1)])
        #expect(index.suites.map(\.elapsed) == [.milliseconds(20), .milliseconds(10)])
        #expect(index.suites[0].requirements == ["CPES-OK-001"])
        #expect(index.counts == VerdictCounts(passed: 1, failed: 1, skipped: 1))
        #expect(index.elapsed == .seconds(2))
        let second = try cases(index, 1)
        #expect(second.indexes == [2])
    }
}

@Test func `a plan that mixes files is put together file by file`() throws {
    let files = ["a", "b", "a", "c", "b", "a"]
    let events: [RunEvent] =
        [.runStarted(SampleEvents.header)] + files.enumerated().map { planned($0, $1) }
        + [finished(5, .failed), finished(4, .passed), finished(0, .passed)]
    try withIndex(events) { index in
        let logged = try cases(index)
        #expect(logged.indexes == [0, 2, 5, 1, 4, 3])
        #expect(index.suites.map(\.caseCount) == [3, 2, 1])
        #expect(index.suites[0].counts == VerdictCounts(passed: 1, failed: 1, inconclusive: 1))
        #expect(index.suites[1].counts == VerdictCounts(passed: 1, inconclusive: 1))
        let second = try cases(index, 1)
        #expect(second.indexes == [1, 4])
    }
}

@Test func `a killed run's cases are all accounted for`() throws {
    let events: [RunEvent] = [
        .runStarted(SampleEvents.header), planned(0, "a"), planned(1, "a"), planned(2, "a"),
        .caseStarted(CaseStarted(index: 0, offset: .zero)), finished(0, .passed),
        .caseStarted(CaseStarted(index: 1, offset: .zero)),
    ]
    let torn = String(decoding: finished(1, .passed).line.dropLast(5), as: UTF8.self)
    try withIndex(events, torn: torn) { index in
        let logged = try cases(index)
        #expect(logged.map(\.finished.verdict) == [.passed, .inconclusive, .inconclusive])
        #expect(logged.map(\.finished.reason) == [nil, "not finished: the run ended first", "not run"])
        #expect(index.counts == VerdictCounts(passed: 1, inconclusive: 2))
        #expect(index.footer == nil)
        #expect(index.isTorn)
        #expect(index.elapsed == .milliseconds(10))
    }
}

@Test func `names are counted within their file`() throws {
    let events: [RunEvent] = [
        .runStarted(SampleEvents.header), planned(0, "a", "x"), planned(1, "a", "x"), planned(2, "a", "y"),
        planned(3, "b", "x"),
    ]
    try withIndex(events) { index in
        #expect(index.caseCount(named: "A title: x", in: "a") == 2)
        #expect(index.caseCount(named: "A title: y", in: "a") == 1)
        #expect(index.caseCount(named: "A title: x", in: "b") == 1)
        #expect(index.caseCount(named: "A title: z", in: "b") == 0)
    }
}

@Test(
    arguments: [
        ([RunEvent](), 0, "is empty"),
        ([planned(0, "a")], 1, "a run log starts with a 'run-started' line"),
        ([.runStarted(SampleEvents.header), planned(1, "a")], 2, "case 1 is planned where case 0 is next"),
        ([.runStarted(SampleEvents.header), finished(0, .passed)], 2, "case 0 was never planned"),
        (
            [.runStarted(SampleEvents.header), .runStarted(SampleEvents.header)], 2,
            "a run log holds one run, and here another one starts"
        ),
        (
            [.runStarted(SampleEvents.header), planned(0, "a"), finished(0, .passed), finished(0, .passed)],
            4,
            "case 0 finishes a second time"
        ),
    ])
func `a log that cannot be right is refused`(events: [RunEvent], line: Int, reason: String) throws {
    let error = #expect(throws: InvalidRunLog.self) { try withIndex(events) { _ in } }
    #expect(error?.line == line)
    #expect(error?.reason.hasSuffix(reason) == true)
}

@Test func `a file that is not there is told`() {
    #expect(throws: InvalidRunLog.self) { _ = try RunLogIndex(path: "/nowhere/run.jsonl") }
}

@Test(
    arguments: [
        ("A title", nil, "A title"),
        ("A title", "a row", "A title: a row"),
        ("", nil, "unnamed"),
        (" a \t b\n", nil, "a b"),
        ("esc \u{1B}[0m", "\u{FFFE}", #"esc \u{1B}[0m: \u{FFFE}"#),
        ("é\u{0}", nil, #"é\u{00}"#),
        (String(repeating: "x", count: 600), nil, String(repeating: "x", count: 500) + "…"),
    ] as [(String, String?, String)])
func `a case's name in reports is one visible line`(scenario: String, label: String?, name: String) {
    let planned = PlannedCase(
        index: 0, file: "a", line: 1, column: 1, scenario: scenario, label: label, requirements: [], tags: [],
        description: nil)
    #expect(planned.reportName == name)
}
