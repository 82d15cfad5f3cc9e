import AWSWire
import AssayCommands
import JSONTree
import ScenarioLanguage
import ScenarioRunner
import Testing

/// Never gets an answer.
private struct SilentCaller: Caller {
    var kind: CallerKind { .own }

    func call(_ order: CallOrder) async -> CallReport {
        CallReport(
            answer: ObservedAnswer(
                outcome: .failure(.timeout, message: "nothing came"), status: nil, headers: nil, body: nil,
                elapsed: .zero),
            sent: nil, received: nil, refusal: nil, wasTargetReached: true)
    }
}

@Suite struct SilenceWatchTests {
    private func order(expectsSilence: Bool) -> CallOrder {
        CallOrder(
            endpoint: Endpoint(scheme: .http, host: "127.0.0.1"), region: "us-east-1",
            credentials: .example, authority: nil, request: .call(.createPartnerEventSource, input: [:]),
            signing: .none, context: CallContext(), timeout: .seconds(1), budget: .seconds(1),
            expectsSilence: expectsSilence, seed: 0)
    }

    @Test func `silence that nobody expects ends the run`() async {
        let stop = StopSignal()
        let watch = SilenceWatch(SilentCaller(), stop: stop)
        for _ in 1..<SilenceWatch.limit { _ = await watch.call(order(expectsSilence: false)) }
        #expect(stop.reason == nil)
        _ = await watch.call(order(expectsSilence: false))
        #expect(stop.reason == "the target, which left 16 calls in a row without an answer")
    }

    @Test func `silence that scenarios expect does not`() async {
        let stop = StopSignal()
        let watch = SilenceWatch(SilentCaller(), stop: stop)
        for _ in 0..<100 { _ = await watch.call(order(expectsSilence: true)) }
        #expect(stop.reason == nil)
    }
}
