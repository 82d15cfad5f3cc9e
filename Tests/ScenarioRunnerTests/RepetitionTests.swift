import RunEvents
import ScenarioLanguage
import ScenarioRunner
import Testing

/// What becomes of the attempts that a caller makes by itself.
@Suite struct RepetitionTests {
    private static let text = create(top: "context: { retry-mode: standard, max-attempts: 3 }")

    @Test func `each attempt is an exchange of its own, and the last one is judged`() async throws {
        let bench = Bench()
        try await bench.run(
            Self.text,
            caller: ScriptedCaller { _, _ in
                var report = CallReport.success()
                report.earlier = [.error("InternalException", status: 500), .failure(.reset)]
                return report
            })
        #expect(bench.recorder.finished.map(\.verdict) == [.passed])
        #expect(bench.recorder.exchanges.map(\.sending) == [1, 2, 3])
        #expect(bench.recorder.exchanges.map(\.attempt) == [1, 1, 1])
        #expect(bench.recorder.exchanges.map { $0.failure?.kind } == [nil, "reset", nil])
        #expect(bench.recorder.steps.map(\.result) == ["success"])
    }

    @Test func `each call waits by numbers of its own, which the seed decides`() async throws {
        func seeds(_ seed: UInt64) async throws -> [UInt64] {
            var bench = Bench()
            bench.seed = seed
            let caller = ScriptedCaller { _, _ in .success() }
            try await bench.run(
                create(step: "together: 4", title: "One"), create(title: "Two"), caller: caller)
            return caller.orders.map(\.seed).sorted()
        }
        let first = try await seeds(1)
        #expect(Set(first).count == 5)
        #expect(try await seeds(1) == first)
        #expect(try await seeds(2) != first)
    }

    @Test func `a call may go on for as long as its case has left`() async throws {
        let bench = Bench()
        let caller = ScriptedCaller { order, _ in
            bench.manual.advance(by: order.budget)
            return .failure(.timeout)
        }
        try await bench.run(
            create(top: "timeout: 3s\ncontext: { timeout: 1s, max-attempts: 9 }"), caller: caller)
        #expect(caller.orders.map(\.budget) == [.seconds(3)])
        #expect(caller.orders.map(\.timeout) == [.seconds(1)])
        #expect(caller.orders.map(\.maximumAttempts) == [9])
        #expect(bench.recorder.finished.first?.problems.map(\.kind) == ["timeout"])
    }

    @Test(
        arguments: [
            ("{ max-attempts: 1, retry-mode: standard }", nil), ("{ timeout: 1s }", nil),
            ("{ max-attempts: 2 }", 2),
            ("{ retry-mode: standard }", 3), ("{ retry-mode: standard, max-attempts: 5 }", 5),
        ] as [(String, Int?)])
    func `the context says how often a call is tried`(context: String, attempts: Int?) async throws {
        let caller = ScriptedCaller { _, _ in .success() }
        try await Bench().run(create(top: "context: \(context)"), caller: caller)
        #expect(caller.orders.map(\.maximumAttempts) == [attempts])
    }
}
