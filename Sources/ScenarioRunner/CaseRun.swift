import AWSWire
import RunEvents
import ScenarioLanguage

/// Carries out one case from its first step to its verdict.
struct CaseRun: Sendable {
    let entry: Plan.Entry
    let context: RunContext

    init(_ entry: Plan.Entry, in context: RunContext) {
        self.entry = entry
        self.context = context
    }

    var scenarioCase: ScenarioCase { entry.scenarioCase }
    var index: Int { entry.planned.index }

    /// What the case is called, to tell it from all others.
    var name: String {
        let planned = entry.planned
        return [planned.file, planned.scenario, planned.label].compactMap(\.self).joined(separator: " › ")
    }

    func run() async -> CaseFinished {
        let began = context.clock.elapsed()
        context.sink.record(.caseStarted(CaseStarted(index: index, offset: began - context.began)))
        let rule = SkipRule(caller: context.caller.kind, target: context.target.abilities)
        if let reason = rule.reason(for: scenarioCase) {
            return finished(CaseTally(), skippedBecause: reason, elapsed: .zero)
        }
        var outcome = CaseOutcome()
        do throws(EvaluationError) {
            let variables = try variables()
            let setup = try setup(in: variables)
            if let only = context.target.abilities.onlyRegion, setup.region != only {
                let reason = "\(context.target.abilities.name) is called in \(only), not in \(setup.region)"
                return finished(CaseTally(), skippedBecause: reason, elapsed: .zero)
            }
            do throws(TargetUnavailable) {
                outcome = try await context.target.withCase(setup) { target in
                    await carryOut(on: target, setup: setup, variables: variables, began: began)
                }
            } catch {
                outcome.tally.doubt(error.reason)
            }
        } catch {
            outcome.tally.doubt(error.message)
        }
        let elapsed = context.clock.elapsed() - began
        if let reason = outcome.skipReason {
            return finished(outcome.tally, skippedBecause: reason, elapsed: elapsed)
        }
        let finished = finished(outcome.tally, skippedBecause: nil, elapsed: elapsed)
        guard let known = scenarioCase.knownFailure else { return finished }
        return KnownFailureRule(known: known, day: CalendarText.day(context.clock.secondsSince1970())).judge(
            finished)
    }

    /// The steps until one fails or the run is stopped; then, whatever happened, those of `finally`.
    private func carryOut(
        on target: CaseTarget, setup: CaseSetup, variables: Variables, began: Duration
    ) async -> CaseOutcome {
        let deadline = began + (scenarioCase.timeout ?? context.options.caseTimeout)
        let secrets = secrets(of: target, setup: setup)
        let scene = Scene(
            target: target, setup: setup, secrets: secrets, deadline: deadline, isCleanup: false)
        var outcome = CaseOutcome(variables: variables)
        outcome = await withTaskGroup(of: CaseOutcome?.self) { group in
            let start = outcome
            group.addTask { await steps(from: start, in: scene) }
            group.addTask {
                await context.stop.wait()
                return nil
            }
            // Whichever comes first ends the other; only the steps have something to tell.
            var told: CaseOutcome?
            while let result = await group.next() {
                group.cancelAll()
                if let result { told = result }
            }
            return told ?? start
        }
        guard !scenarioCase.finally.isEmpty else { return outcome }
        // Whoever interrupts a run waits for it: cleaning up gets its chance, and no more.
        let time = context.stop.reason == nil ? context.options.cleanupTimeout : .seconds(5)
        let limit = context.clock.elapsed() + min(time, context.options.cleanupTimeout)
        let cleanup = Scene(target: target, setup: setup, secrets: secrets, deadline: limit, isCleanup: true)
        for (offset, step) in scenarioCase.finally.enumerated() {
            await StepRun(step, number: scenarioCase.steps.count + offset + 1, of: self, in: cleanup)
                .carryOut(into: &outcome)
        }
        return outcome
    }

    private func steps(from start: CaseOutcome, in scene: Scene) async -> CaseOutcome {
        var outcome = start
        for (offset, step) in scenarioCase.steps.enumerated() {
            guard !Task.isCancelled else { break }
            let isFine = await StepRun(step, number: offset + 1, of: self, in: scene).carryOut(into: &outcome)
            guard isFine else { break }
        }
        if let reason = context.stop.reason, Task.isCancelled {
            outcome.tally.doubt("interrupted by \(reason)")
        }
        return outcome
    }

    /// Everything secret that a report of this case could show.
    private func secrets(of target: CaseTarget, setup: CaseSetup) -> [String] {
        let credentials = [target.credentials] + (setup.given?.credentials.map(\.credentials) ?? [])
        return credentials.flatMap { [$0.secretAccessKey, $0.sessionToken].compactMap(\.self) }
    }

    private func finished(
        _ tally: CaseTally, skippedBecause skipReason: String?, elapsed: Duration
    ) -> CaseFinished {
        CaseFinished(
            index: index, verdict: skipReason == nil ? tally.verdict : .skipped, elapsed: elapsed,
            reason: skipReason ?? tally.reason, isKnownFailure: false, problems: tally.problems,
            warnings: tally.warnings, observations: tally.observations)
    }
}
