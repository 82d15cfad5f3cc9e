import HTTPMessages
import RunEvents
import ScenarioLanguage
import ScenarioRunner
import Testing

@Suite struct NeedsTests {
    private static func request(
        _ signature: WireExpectation.Signature = .valid, error: String? = nil
    ) -> ObservedRequest {
        ObservedRequest(
            request: HTTPRequest(method: "POST", target: "/", fields: [("User-Agent", "ours/1")], body: []),
            operation: "CreatePartnerEventSource", signature: signature, signedHeaders: [],
            scopeRegion: nil, scopeService: nil, receivedAt: .zero,
            served: .init(status: error == nil ? 200 : 400, errorCode: error, isFaulty: false))
    }

    private func run(
        _ text: String, by kind: CallerKind = .client, seen requests: [ObservedRequest],
        report: CallReport = .error("LimitExceededException")
    ) async throws -> (finished: CaseFinished, checks: [CheckRecord]) {
        var bench = Bench()
        bench.target.requests = requests
        try await bench.run(text, caller: ScriptedCaller(kind: kind) { _, _ in report })
        return (try #require(bench.recorder.finished.first), bench.recorder.checks)
    }

    private static let refusal = "error: LimitExceededException"

    @Test func `a report proves something when what it rests on happened`() async throws {
        let (finished, checks) = try await run(
            create(expect: Self.refusal), seen: [Self.request(error: "LimitExceededException")])
        #expect(finished.verdict == .passed)
        #expect(checks.map(\.needs) == [["signed-request", "answer"]])
    }

    @Test(arguments: [
        ([], "no validly signed request arrived (needs: signed-request)"),
        (
            [request(.invalid, error: "LimitExceededException")],
            "no validly signed request arrived (needs: signed-request)"
        ),
        ([request()], "the answer that is expected was never served (needs: answer)"),
    ])
    func `a client that reports what never happened proves nothing`(
        seen: [ObservedRequest], reason: String
    ) async throws {
        for report in [CallReport.error("LimitExceededException"), .success()] {
            let (finished, checks) = try await run(create(expect: Self.refusal), seen: seen, report: report)
            #expect(finished.verdict == .inconclusive)
            #expect(finished.reason == "the answer proves nothing: \(reason)")
            #expect(checks.map(\.result) == [.inconclusive])
        }
    }

    @Test func `what the target received is judged all the same`() async throws {
        let (finished, _) = try await run(
            create(expect: Self.refusal + "\nwire: { signed: valid }"), seen: [Self.request(.invalid)])
        #expect(finished.verdict == .failed)
        #expect(finished.problems.map(\.kind) == ["wire"])
    }

    @Test func `a scenario may say otherwise`() async throws {
        let text = create(expect: Self.refusal + "\nneeds: nothing")
        #expect(try await run(text, seen: []).finished.verdict == .passed)
        let some = create(expect: Self.refusal + "\nneeds: request")
        #expect(try await run(some, seen: []).finished.verdict == .inconclusive)
        #expect(try await run(some, seen: [Self.request(.none)]).finished.verdict == .passed)
    }

    @Test func `our own client is believed unless the scenario says otherwise`() async throws {
        let text = create(expect: Self.refusal)
        #expect(try await run(text, by: .own, seen: []).finished.verdict == .passed)
        let strict = create(expect: Self.refusal + "\nneeds: [request, answer]")
        #expect(try await run(strict, by: .own, seen: []).finished.verdict == .inconclusive)
    }

    @Test func `a target without a journal skips what is asked and lets go what is not`() async throws {
        for (expect, verdict) in [
            (Self.refusal, Verdict.passed), (Self.refusal + "\nneeds: request", .skipped),
        ] {
            var bench = Bench()
            bench.target.abilities.hasJournal = false
            try await bench.run(
                create(expect: expect),
                caller: ScriptedCaller(kind: .client) { _, _ in .error("LimitExceededException") })
            #expect(bench.recorder.finished.map(\.verdict) == [verdict])
        }
    }

    @Test func `what is recorded is in the log and changes no verdict`() async throws {
        let text = create(
            expect: "response: {}\nrecord: { agent: wire.headers.User-Agent, code: code }")
        for (report, verdict) in [(CallReport.success(), Verdict.passed), (.error("X"), .failed)] {
            let (finished, checks) = try await run(text, by: .own, seen: [Self.request()], report: report)
            #expect(finished.verdict == verdict)
            let code = report == .success() ? "nothing" : "\"X\""
            #expect(finished.observations == ["agent: \"ours/1\"", "code: \(code)"])
            let recorded = checks.filter { $0.result == .observation }
            #expect(recorded.map(\.kind) == ["record", "record"])
            #expect(recorded.map(\.witness) == [.wire, .report])
        }
    }

    @Test func `recording alone is no check`() async throws {
        let (finished, _) = try await run(
            create(expect: "record: { a: status }"), by: .own, seen: [], report: .error("X"))
        #expect(finished.verdict == .inconclusive)
        #expect(finished.reason == "nothing was checked")
        #expect(finished.observations.count == 1)
    }
}
