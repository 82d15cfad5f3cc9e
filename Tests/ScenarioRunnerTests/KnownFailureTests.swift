import RunEvents
import ScenarioLanguage
import ScenarioRunner
import Testing

@Suite struct KnownFailureTests {
    struct Row: Sendable, CustomTestStringConvertible {
        let name: String
        let known: String
        let report: CallReport
        let verdict: Verdict
        var isKnown = false
        var message: String?

        var testDescription: String { name }
    }

    // The clock of these tests stands at 2026-11-18.
    static let rows: [Row] = [
        Row(
            name: "fails as known",
            known: "{ message: LimitExceededException, issue: T-1, expires: 2027-03-31 }",
            report: .error("LimitExceededException"), verdict: .skipped, isKnown: true),
        Row(
            name: "passes", known: "{ message: LimitExceededException }", report: .success(),
            verdict: .failed,
            message: "the case passed, although it is known to fail: LimitExceededException"),
        Row(
            name: "fails otherwise", known: "{ message: LimitExceededException }", report: .failure(.reset),
            verdict: .failed,
            message: "the case fails, but not with 'LimitExceededException' as it is known to"),
        Row(
            name: "is out of date", known: "{ message: LimitExceededException, expires: 2026-11-17 }",
            report: .error("LimitExceededException"), verdict: .failed,
            message: "the known failure expired on 2026-11-17: LimitExceededException"),
        Row(
            name: "on its last day", known: "{ message: LimitExceededException, expires: 2026-11-18 }",
            report: .error("LimitExceededException"), verdict: .skipped, isKnown: true),
        Row(
            name: "cannot be judged", known: "{ message: LimitExceededException }",
            report: .failure(.connect, isReached: false), verdict: .inconclusive),
    ]

    @Test(arguments: rows)
    func `a known failure must fail so, until its day`(row: Row) async throws {
        let bench = Bench()
        try await bench.run(
            create(top: "known-failure: \(row.known)"), caller: ScriptedCaller { _, _ in row.report })
        let finished = try #require(bench.recorder.finished.first)
        #expect(finished.verdict == row.verdict)
        #expect(finished.isKnownFailure == row.isKnown)
        if let message = row.message { #expect(finished.problems.first?.message == message) }
    }
}
