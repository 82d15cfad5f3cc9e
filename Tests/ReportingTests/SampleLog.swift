import RunEvents

/// Text that must not get into a report as it is.
let hostile = "a\"<&>'\u{1B}[31m]]>\u{FFFE}\u{0}\r\n\té😀\u{202E}"

/// Run logs for reports: one with everything in it, and small ones.
enum SampleLog {
    static let header = RunHeader(
        assay: "0.1.0", started: "2026-11-23T12:00:00Z", target: "fake", caller: "own", region: "us-east-1",
        seed: 42, planDigest: "3f2a", jobs: 4, shard: nil, host: "build-1", caseCount: 9)

    /// Every verdict, warnings, a known failure, repeated and hostile names, a case that never ended.
    static let everything: [RunEvent] = {
        let cases: [(file: String, scenario: String, label: String?, finished: CaseFinished?)] = [
            ("Scenarios/create/names.yaml", "A name", "longest", finished(0, .passed)),
            (
                "Scenarios/create/names.yaml", "A name", "too long",
                finished(
                    1, .failed,
                    problems: [problem("status", "the status is 400, not 200"), problem("body", "no")])
            ),
            (
                "Scenarios/create/names.yaml", "A name", "longest",
                finished(2, .passed, warnings: ["slow", hostile])
            ),
            (
                "Scenarios/create/names.yaml", "A name", "known",
                finished(
                    3, .skipped, reason: "bug 17", isKnownFailure: true, problems: [problem("error", "none")])
            ),
            (
                "./Scenarios/create/names.yml", hostile, nil,
                finished(4, .failed, problems: [problem(hostile, hostile)])
            ),
            ("./Scenarios/create/names.yml", "", nil, finished(5, .skipped, reason: "no journal here")),
            ("Scenarios/a.b/x y.yaml", "Started", nil, nil),
            ("Scenarios/a.b/x y.yaml", "Never started", nil, nil),
            (
                "Scenarios/a.b/x y.yaml", "Longest", nil,
                finished(8, .inconclusive, reason: "env X is not set")
            ),
        ]
        var events: [RunEvent] = [.runStarted(header)]
        for (index, item) in cases.enumerated() {
            events.append(
                .casePlanned(
                    PlannedCase(
                        index: index, file: item.file, line: index + 3, column: 5, scenario: item.scenario,
                        label: item.label, requirements: index == 5 ? [] : ["CPES-NAME-00\(index % 3)"],
                        tags: ["names"], description: index == 4 ? hostile : nil)))
        }
        for index in [0, 1, 2, 3, 4, 5, 6, 8].reversed() {
            events.append(.caseStarted(CaseStarted(index: index, offset: .zero)))
            if let finished = cases[index].finished { events.append(.caseFinished(finished)) }
        }
        return events
    }()

    static func finished(
        _ index: Int, _ verdict: Verdict, reason: String? = nil, isKnownFailure: Bool = false,
        problems: [Problem] = [], warnings: [String] = []
    ) -> CaseFinished {
        CaseFinished(
            index: index, verdict: verdict, elapsed: .microseconds(10_500 + index), reason: reason,
            isKnownFailure: isKnownFailure, problems: problems, warnings: warnings, observations: [])
    }

    static func problem(_ kind: String, _ message: String, text: String? = nil) -> Problem {
        Problem(
            kind: kind, message: message, place: "a.yaml:1:1", requirement: nil,
            text: text ?? "\(message)\n  at a.yaml:1:1\n  answer:\n    | \(hostile)")
    }

    /// One file of cases that all passed.
    static func plain(_ labels: [String], file: String = "Scenarios/a.yaml") -> [RunEvent] {
        let planned = labels.enumerated().map { index, label in
            RunEvent.casePlanned(
                PlannedCase(
                    index: index, file: file, line: 1, column: 1, scenario: label, label: nil,
                    requirements: [],
                    tags: [], description: nil))
        }
        let ends = labels.indices.map { RunEvent.caseFinished(finished($0, .passed)) }
        return [.runStarted(header)] + planned + ends
    }
}

/// Writes a log in the folder and gives its index.
func index(of events: [RunEvent], in folder: String) throws -> RunLogIndex {
    let path = "\(folder)/run.jsonl"
    let writer = try RunLogWriter(path: path)
    for event in events { try writer.record(event) }
    try writer.close()
    return try RunLogIndex(path: path)
}
