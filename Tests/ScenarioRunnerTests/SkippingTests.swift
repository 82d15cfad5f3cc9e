import RunEvents
import ScenarioRunner
import Synchronization
import Testing

@Suite struct SkippingTests {
    private func verdict(_ text: String, _ change: (inout TargetAbilities) -> Void) async throws -> (
        Verdict, String?
    ) {
        var bench = Bench()
        bench.target.abilities.name = "an endpoint"
        change(&bench.target.abilities)
        try await bench.run(text, caller: ScriptedCaller { _, _ in .success() })
        let finished = try #require(bench.recorder.finished.first)
        return (finished.verdict, finished.reason)
    }

    @Test func `a state that cannot be made is named`() async throws {
        let (verdict, reason) = try await verdict(create(top: "given: { quota: 1, disabled: true }")) {
            $0.canBePrepared = false
        }
        #expect(verdict == .skipped)
        #expect(reason == "an endpoint cannot be put in a state (given: quota, disabled)")
    }

    @Test func `a state with nothing in it is named too`() async throws {
        let (_, reason) = try await verdict(create(top: "given: { sources: [] }")) {
            $0.canBePrepared = false
        }
        #expect(reason == "an endpoint cannot be put in a state (given: no sources)")
    }

    @Test func `a clock that cannot be moved skips the case`() async throws {
        let text = """
            assay: 1
            scenario: time passes
            steps:
              - { call: ListEventSources, clock: +7d }
            """
        let (verdict, reason) = try await verdict(text) { $0.canBePrepared = false }
        #expect(verdict == .skipped)
        #expect(reason == "an endpoint has no clock that can be moved (clock)")
    }

    @Test func `a step moves the clock once, before its call`() async throws {
        let moves = Moves()
        var bench = Bench()
        bench.target.moveClock = { moves.add("\($0)") }
        let text = """
            assay: 1
            scenario: time passes
            steps:
              - { call: ListEventSources, clock: +7d, retry: { until: passed, for: 10s, every: 1s } }
              - { call: ListEventSources, clock: -90s }
              - { call: ListEventSources }
            """
        try await bench.run(
            text,
            caller: ScriptedCaller { _, number in
                moves.add("call")
                return number == 1 ? .error("InternalException", status: 500) : .success()
            })
        #expect(bench.recorder.finished.first?.verdict == .passed)
        #expect(moves.all == ["604800.0 seconds", "call", "call", "-90.0 seconds", "call", "call"])
    }

    @Test func `a wire check without a journal skips the case, or only itself where it may`() async throws {
        let strict = try await verdict(create(expect: "wire: { attempts: 1 }")) { $0.hasJournal = false }
        #expect(strict.0 == .skipped)
        #expect(strict.1 == "an endpoint does not show what it received (wire)")
        let mild = try await verdict(create(expect: "wire: { attempts: 1, where-witnessed: true }")) {
            $0.hasJournal = false
        }
        #expect(mild.0 == .passed)
    }

    @Test func `a state check without a view skips the case, or only itself where it may`() async throws {
        let strict = try await verdict(create(expect: "state: { count: 1 }")) { $0.showsState = false }
        #expect(strict.0 == .skipped)
        let mild = try await verdict(create(expect: "state: { count: 1, where-witnessed: true }")) {
            $0.showsState = false
        }
        #expect(mild.0 == .passed)
    }

    @Test func `a state that differs is a failure of its own kind`() async throws {
        let bench = Bench()
        try await bench.run(
            create(expect: "state: { count: 1 }"), caller: ScriptedCaller { _, _ in .success() })
        #expect(bench.recorder.finished.first?.problems.map(\.kind) == ["state"])
        #expect(bench.recorder.checks.map(\.witness) == [.state])
    }

    @Test func `temporary credentials that are not at hand are named`() async throws {
        let (verdict, reason) = try await verdict(create(top: "context: { session-token: true }")) {
            $0.hasTemporaryCredentials = false
        }
        #expect(verdict == .skipped)
        #expect(reason == "there are no temporary credentials for an endpoint (context: session-token)")
    }

    @Test func `another region than the target's is named`() async throws {
        let (verdict, reason) = try await verdict(create(top: "context: { region: eu-west-1 }")) {
            $0.onlyRegion = "us-east-1"
        }
        #expect(verdict == .skipped)
        #expect(reason == "an endpoint is called in us-east-1, not in eu-west-1")
    }

    @Test(arguments: [
        ("{ max-attempts: 3 }", Verdict.passed), ("{ retry-mode: standard }", .passed),
        ("{ retry-mode: legacy }", .skipped), ("{ max-attempts: 1, retry-mode: adaptive }", .skipped),
        ("{ max-attempts: 1, retry-mode: standard }", .passed), ("{ timeout: 5s }", .passed),
    ])
    func `our own client repeats its calls in the standard mode alone`(context: String, expected: Verdict)
        async throws
    {
        let (verdict, _) = try await verdict(create(top: "context: \(context)")) { _ in }
        #expect(verdict == expected)
    }
}

/// What happened, in order.
private final class Moves: Sendable {
    private let list = Mutex<[String]>([])

    var all: [String] { list.withLock { $0 } }

    func add(_ text: String) { list.withLock { $0.append(text) } }
}
