package import RunEvents

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
        let progress = RunPosition(order: plan.order)
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
    private func work(through progress: RunPosition) async {
        while context.stop.reason == nil, context.sink.failure == nil, let index = progress.next() {
            let finished = await CaseRun(plan.entries[index], in: context).run()
            progress.count(finished)
            context.sink.record(.caseFinished(finished))
            if context.options.failsFast, finished.verdict == .failed { progress.cutShort() }
        }
    }
}
