package import RunEvents
import Synchronization

/// Carries out a plan: every case against the target, several at a time, everything told to the recorder.
package struct Runner: Sendable {
    private let plan: Plan
    private let context: RunContext

    package init(
        plan: Plan, caller: any Caller, target: any Target, recorder: any EventRecorder, clock: RunClock,
        redactor: Redactor, options: RunOptions, stop: StopSignal
    ) {
        self.plan = plan
        context = RunContext(
            caller: caller, target: target, sink: EventSink(recorder), clock: clock, redactor: redactor,
            options: options, stop: stop, seed: plan.seed, began: clock.elapsed())
    }

    /// Runs to the end of the plan, or until the run is stopped; every planned case is told of either way.
    ///
    /// - Parameter header: what the run log begins with.
    package func run(_ header: RunHeader) async -> RunSummary {
        let sink = context.sink
        sink.record(.runStarted(header))
        for entry in plan.entries { sink.record(.casePlanned(entry.planned)) }
        let progress = Progress(order: plan.order)
        await withTaskGroup(of: Void.self) { workers in
            for _ in 0..<max(1, min(context.options.jobs, plan.entries.count)) {
                workers.addTask { await work(through: progress) }
            }
        }
        let interruption = context.stop.reason ?? (progress.isCutShort ? "--fail-fast" : nil)
        for index in progress.unstarted {
            let reason =
                "not run: \(interruption.map { "the run was ended by \($0)" } ?? "the run ended first")"
            let finished = CaseFinished(
                index: index, verdict: .inconclusive, elapsed: .zero, reason: reason, isKnownFailure: false,
                problems: [], warnings: [], observations: [])
            progress.count(finished)
            sink.record(.caseFinished(finished))
        }
        let counts = progress.counts
        let elapsed = context.clock.elapsed() - context.began
        sink.record(.runFinished(RunFinished(elapsed: elapsed, interruptedBy: interruption, counts: counts)))
        return RunSummary(
            counts: counts, elapsed: elapsed, interruption: interruption, recordFailure: sink.failure)
    }

    /// One worker: takes the next case until there is none, or the run is to end.
    private func work(through progress: Progress) async {
        while context.stop.reason == nil, context.sink.failure == nil, let index = progress.next() {
            let finished = await CaseRun(plan.entries[index], in: context).run()
            progress.count(finished)
            context.sink.record(.caseFinished(finished))
            if context.options.failsFast, finished.verdict == .failed { progress.cutShort() }
        }
    }
}

/// What all cases of a run have in common.
struct RunContext: Sendable {
    let caller: any Caller
    let target: any Target
    let sink: EventSink
    let clock: RunClock
    let redactor: Redactor
    let options: RunOptions
    let stop: StopSignal
    let seed: UInt64
    /// When the run began, on its clock.
    let began: Duration
}

/// How far the workers are.
private final class Progress: Sendable {
    private struct State {
        var order: ArraySlice<Int>
        var isCutShort = false
        var counts = VerdictCounts()
    }

    private let state: Mutex<State>

    init(order: [Int]) {
        state = Mutex(State(order: order[...]))
    }

    func next() -> Int? {
        state.withLock { $0.isCutShort ? nil : $0.order.popFirst() }
    }

    func cutShort() {
        state.withLock { $0.isCutShort = !$0.order.isEmpty }
    }

    func count(_ finished: CaseFinished) {
        state.withLock { $0.counts.count(finished) }
    }

    var isCutShort: Bool { state.withLock { $0.isCutShort } }
    var counts: VerdictCounts { state.withLock { $0.counts } }
    /// The cases that nobody took, in plan order.
    var unstarted: [Int] { state.withLock { $0.order.sorted() } }
}

/// What a run came to.
package struct RunSummary: Hashable, Sendable {
    package let counts: VerdictCounts
    package let elapsed: Duration
    /// The signal or option that ended the run before its end.
    package let interruption: String?
    /// Why the run log is not whole.
    package let recordFailure: RecordFailure?
}
