import AWSWire
import RunEvents
import ScenarioLanguage
import ScenarioRunner
import Testing

@Suite struct StoppingTests {
    private let cleaned =
        create()
        + "\nfinally:\n  - call: DeletePartnerEventSource\n    input: { Name: aws.partner/a/b, Account: \"${account}\" }\n"

    @Test func `a case that is interrupted still cleans up, and the others are told as not run`() async throws
    {
        let bench = Bench()
        let stop = bench.stop
        let caller = ScriptedCaller { order, _ in
            if order.operation?.name == "DeletePartnerEventSource" { return .success() }
            stop.stop(because: "SIGINT")
            // As a client does that is cut off: the call ends when its task is cancelled.
            await withTaskCancellationHandler {
                await StopSignal().wait()
            } onCancel: {
            }
            return .failure(.timeout)
        }
        let summary = try await bench.run(cleaned, create(title: "Another"), caller: caller)
        #expect(caller.operations == ["CreatePartnerEventSource", "DeletePartnerEventSource"])
        #expect(bench.recorder.finished.map(\.verdict) == [.inconclusive, .inconclusive])
        #expect(
            bench.recorder.finished.map(\.reason) == [
                "interrupted by SIGINT", "not run: the run was ended by SIGINT",
            ])
        #expect(summary.interruption == "SIGINT")
        #expect(bench.recorder.events.last?.kind == .runFinished)
    }

    @Test func `a run that is stopped before it begins tells every case`() async throws {
        let bench = Bench()
        bench.stop.stop(because: "SIGTERM")
        let caller = ScriptedCaller { _, _ in .success() }
        try await bench.run(create(), caller: caller)
        #expect(caller.orders.isEmpty)
        #expect(bench.recorder.finished.map(\.reason) == ["not run: the run was ended by SIGTERM"])
    }

    @Test func `the first failed case ends the run when it is to`() async throws {
        var bench = Bench()
        bench.failsFast = true
        let caller = ScriptedCaller { _, _ in .error("InternalException", status: 500) }
        let summary = try await bench.run(create(), create(title: "Another"), caller: caller)
        #expect(bench.recorder.finished.map(\.verdict) == [.failed, .inconclusive])
        #expect(bench.recorder.finished.last?.reason == "not run: the run was ended by --fail-fast")
        #expect(summary.interruption == "--fail-fast")
    }

    @Test func `a failed last case leaves nothing that was not run`() async throws {
        var bench = Bench()
        bench.failsFast = true
        let summary = try await bench.run(
            create(), caller: ScriptedCaller { _, _ in .error("InternalException", status: 500) })
        #expect(summary.interruption == nil)
    }
}
