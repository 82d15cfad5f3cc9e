import RunEvents

/// Events of which every member has a value, and some of which none has more than it must.
enum SampleEvents {
    static let header = RunHeader(
        assay: "0.1.0", started: "2026-11-23T12:00:00Z", target: "fake", caller: "own", region: "us-east-1",
        seed: UInt64.max, planDigest: "3f2a", jobs: 4, shard: "2/5", host: "build-1", caseCount: 2)

    static let problem = Problem(
        kind: "status", message: "the status is 400, not 200", place: "Scenarios/a.yaml:14:9",
        requirement: "CPES-OK-001", text: "the status is 400, not 200\n  at Scenarios/a.yaml:14:9")

    static let all: [RunEvent] = [
        .runStarted(header),
        .runStarted(
            RunHeader(
                assay: "0.1.0", started: "2026-11-23T12:00:00Z", target: "https://x.example",
                caller: "client",
                region: nil, seed: nil, planDigest: "", jobs: 1, shard: nil, host: nil, caseCount: 0)),
        .casePlanned(planned(0, file: "Scenarios/a.yaml", label: "row \"1\"\t\u{1}\u{7F} é 😀")),
        .casePlanned(
            PlannedCase(
                index: 1, file: "", line: 1, column: 1, scenario: "", label: nil, requirements: [], tags: [],
                description: nil)),
        .caseStarted(CaseStarted(index: 0, offset: .milliseconds(1_234_567))),
        .step(
            StepRecord(
                caseIndex: 0, step: 1, name: "the first", operation: "CreatePartnerEventSource", attempt: 2,
                elapsed: .microseconds(1001), result: "ResourceAlreadyExistsException")),
        .step(
            StepRecord(
                caseIndex: 0, step: 2, name: nil, operation: "send", attempt: 1, elapsed: .zero,
                result: "success")),
        .exchange(
            ExchangeRecord(
                caseIndex: 0, step: 1, attempt: 1, call: 8, sending: 3,
                request: Array("POST / HTTP/1.1\r\n\r\n{}".utf8),
                response: [0, 255, 254, 13], failure: .init(kind: "closed-early", message: "cut"),
                verification: "valid")),
        .exchange(
            ExchangeRecord(
                caseIndex: 0, step: 1, attempt: 1, call: 1, sending: 1, request: nil, response: nil,
                failure: nil,
                verification: nil)),
        .check(
            CheckRecord(
                caseIndex: 0, step: 1, kind: "status", requirement: "CPES-OK-001", place: "a.yaml:1:2",
                result: .warning, witness: .wire, needs: ["signed-request", "answer"], message: "late")),
        .check(
            CheckRecord(
                caseIndex: 0, step: 1, kind: "error", requirement: nil, place: "a.yaml:1:2", result: .passed,
                witness: .report, needs: [], message: nil)),
        .caseFinished(
            CaseFinished(
                index: 0, verdict: .failed, elapsed: .milliseconds(1500), reason: "why", isKnownFailure: true,
                problems: [problem, problem], warnings: ["slow", ""], observations: ["seen"])),
        .caseFinished(finished(1, .passed)),
        .runFinished(
            RunFinished(
                elapsed: .seconds(61), interruptedBy: "SIGINT",
                counts: VerdictCounts(passed: 1, failed: 2, inconclusive: 3, skipped: 4, knownFailures: 5))),
        .runFinished(RunFinished(elapsed: .zero, interruptedBy: nil, counts: VerdictCounts())),
    ]

    static func planned(_ index: Int, file: String, label: String?) -> PlannedCase {
        PlannedCase(
            index: index, file: file, line: 3, column: 5, scenario: "A title", label: label,
            requirements: ["CPES-OK-001"], tags: ["a", "b"], description: "Why.")
    }

    static func finished(_ index: Int, _ verdict: Verdict) -> CaseFinished {
        CaseFinished(
            index: index, verdict: verdict, elapsed: .milliseconds(10), reason: nil, isKnownFailure: false,
            problems: [], warnings: [], observations: [])
    }
}
