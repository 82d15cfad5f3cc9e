import HTTPMessages
import RunEvents
import ScenarioLanguage
import ScenarioRunner
import Testing

/// What a caller tells besides its answer.
@Suite struct FindingsTests {
    private static let seen = ObservedRequest(
        request: HTTPRequest(method: "POST", target: "/", fields: [], body: []),
        operation: "CreatePartnerEventSource", signature: .valid, signedHeaders: [], scopeRegion: nil,
        scopeService: nil, receivedAt: .zero, served: .init(status: 200, errorCode: nil, isFaulty: false))

    private func run(
        _ text: String = create(expect: "response: {}"), seen: [ObservedRequest] = [seen],
        report: CallReport = .success(), _ findings: (inout CallerFindings) -> Void
    ) async throws -> CaseFinished {
        var report = report
        findings(&report.findings)
        var bench = Bench()
        bench.target.requests = seen
        try await bench.run(text, caller: ScriptedCaller(kind: .client) { [report] _, _ in report })
        return try #require(bench.recorder.finished.first)
    }

    @Test func `a defect fails the case whatever the answer`() async throws {
        let finished = try await run {
            $0.defects = [.init(kind: "leak", message: "the session token stands in the result")]
            $0.account = "the client: x"
        }
        #expect(finished.verdict == .failed)
        #expect(finished.problems.map(\.kind) == ["leak"])
        #expect(finished.problems.first?.message == "the session token stands in the result")
        #expect(finished.problems.first?.text.hasSuffix("\n  the client: x") == true)
    }

    @Test func `a doubt leaves the case open, and no answer is judged`() async throws {
        let finished = try await run(report: .error("LimitExceededException")) {
            $0.doubts = ["the adapter broke"]
        }
        #expect(finished.verdict == .inconclusive)
        #expect(finished.reason == "the adapter broke")
        #expect(finished.problems == [])
    }

    @Test func `what the caller cannot do skips the case`() async throws {
        let finished = try await run { $0.limitation = "the client knows no accounts" }
        #expect(finished.verdict == .skipped)
        #expect(finished.reason == "the client knows no accounts")
    }

    @Test func `a note is told always, a hint only where the step came out otherwise`() async throws {
        func told(_ report: CallReport) async throws -> [String] {
            try await run(report: report) {
                $0.notes = ["left behind"]
                $0.hints = ["no request"]
            }.warnings
        }
        #expect(try await told(.success()) == ["left behind"])
        #expect(try await told(.error("LimitExceededException")) == ["left behind", "no request"])
    }

    @Test(arguments: [
        ("response: { EventSourceArn: any }", true, Verdict.passed), ("response: {}", false, .failed),
        ("error: LimitExceededException", false, .passed), ("error: LimitExceededException", true, .failed),
        ("failure: malformed-response", false, .passed),
    ])
    func `an exit code is compared with the kind of outcome alone`(
        expect: String, isSuccess: Bool, verdict: Verdict
    ) async throws {
        let text = create(expect: expect.replacing("any", with: "arn:x") + "\nneeds: request")
        let finished = try await run(text, report: isSuccess ? .success() : .failure(.transportError)) {
            $0.isCoarse = true
        }
        #expect(finished.verdict == verdict)
    }

    @Test func `a client that crashed fails, whatever it sent before`() async throws {
        let finished = try await run(
            create(expect: "error: LimitExceededException"), seen: [], report: .failure(.crash)
        ) { $0.account = "the client: x" }
        #expect(finished.verdict == .failed)
        #expect(finished.problems.first?.message.contains("found the failure crash") == true)
    }
}
