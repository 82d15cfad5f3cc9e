import AWSWire
import Diagnostics
import RunEvents
import ScenarioLanguage

/// Carries out one step of a case: waits, calls, compares, and calls again where it should.
struct StepRun: Sendable {
    let step: Step
    /// The place among the case's steps, from 1.
    let number: Int
    let caseRun: CaseRun
    let scene: Scene

    init(_ step: Step, number: Int, of caseRun: CaseRun, in scene: Scene) {
        self.step = step
        self.number = number
        self.caseRun = caseRun
        self.scene = scene
    }

    var context: RunContext { caseRun.context }

    /// Whether the case can go on.
    @discardableResult
    func carryOut(into outcome: inout CaseOutcome) async -> Bool {
        guard let variables = outcome.variables else { return false }
        if let delay = step.delay { await context.clock.wait(min(delay, max(.zero, remaining))) }
        if let interval = step.clock { scene.target.moveClock?(interval) }
        let began = context.clock.elapsed()
        var pause = step.retry?.interval ?? .zero
        var attempt = 1
        while true {
            guard !Task.isCancelled else { return false }
            guard remaining > .zero else {
                failPastDeadline(into: &outcome)
                return false
            }
            let finding: StepFinding
            do throws(EvaluationError) {
                finding = try await self.attempt(attempt, variables: variables)
            } catch {
                // Cleaning up what was never made is not asked for.
                let told = "step '\(step.title)': \(error.message)"
                if !scene.isCleanup {
                    outcome.tally.doubt(told)
                } else if case .missingCapture = error {
                    return true
                } else {
                    outcome.tally.warn("finally, \(told)")
                }
                return false
            }
            let isLast =
                finding.isAsExpected || finding.isBeyondJudgement || Task.isCancelled
                || !mayRepeat(since: began, pause: pause)
            if isLast { return settle(finding, into: &outcome) }
            await context.clock.wait(pause)
            pause = pause * (step.retry?.backoff ?? 1)
            attempt += 1
        }
    }

    /// The time left for the steps.
    var remaining: Duration { scene.deadline - context.clock.elapsed() }

    /// How long one call may take, as long as the case has that time left.
    var callTimeout: Duration {
        step.timeout ?? caseRun.scenarioCase.context.timeout ?? context.options.callTimeout
    }

    private func mayRepeat(since began: Duration, pause: Duration) -> Bool {
        guard let retry = step.retry else { return false }
        return context.clock.elapsed() - began + pause <= retry.duration && pause < remaining
    }

    func failPastDeadline(into outcome: inout CaseOutcome) {
        let limit = scene.isCleanup ? context.options.cleanupTimeout : caseRun.scenarioCase.timeout
        let message = "the case took longer than \(limit ?? context.options.caseTimeout)"
        if scene.isCleanup {
            outcome.tally.warn("finally, step '\(step.title)': \(message)")
        } else {
            outcome.tally.fail(
                Problem(
                    kind: "timeout", message: message, place: step.place.description, requirement: nil,
                    text: "\(message)\n  at \(step.place), step '\(step.title)'"))
        }
    }

    /// Makes the calls of one attempt and compares what came with what was expected.
    private func attempt(_ attempt: Int, variables: Variables) async throws(EvaluationError) -> StepFinding {
        let before = scene.target.journal?.count() ?? 0
        let began = context.clock.elapsed()
        var orders: [CallOrder] = []
        for call in 1...max(1, step.together) { orders.append(try order(variables.numbered(call), call)) }
        let reports = await call(orders)
        let elapsed = context.clock.elapsed() - began
        let signatures = scene.target.journal?.signatures(before) ?? []
        let exchanges = exchanges(orders, reports, witnessed: signatures)
        record(exchanges, attempt: attempt, elapsed: elapsed)
        return try finding(exchanges, journalBefore: before, variables: variables)
    }

    private func call(_ orders: [CallOrder]) async -> [CallReport] {
        if orders.count == 1 { return [await context.caller.call(orders[0])] }
        let caller = context.caller
        return await withTaskGroup(of: (Int, CallReport).self) { group in
            for (index, order) in orders.enumerated() {
                group.addTask { (index, await caller.call(order)) }
            }
            var reports: [(Int, CallReport)] = []
            for await report in group { reports.append(report) }
            return reports.sorted { $0.0 < $1.0 }.map(\.1)
        }
    }

    private func order(_ variables: Variables, _ call: Int) throws(EvaluationError) -> CallOrder {
        let request: CallOrder.Request =
            switch step.action {
            case .call(let operation, let input):
                .call(operation, input: try input.evaluate(in: variables))
            case .send(let template):
                .send(
                    try template.evaluate(in: variables), operation: template.operation,
                    omitting: template.omittedHeaders)
            }
        var order = CallOrder(
            endpoint: scene.target.endpoint, region: scene.target.region,
            credentials: scene.credentials(named: step.credential), authority: scene.target.authority,
            request: request,
            signing: try step.signing?.evaluate(in: variables) ?? .none,
            context: caseRun.scenarioCase.context,
            timeout: min(callTimeout, max(.milliseconds(1), remaining)), budget: max(.zero, remaining),
            expectsSilence: expectsSilence, seed: seed(of: call))
        order.place = CallPlace(
            caseIndex: caseRun.index, scenario: caseRun.name, step: number, call: call,
            isByHarness: isByHarness)
        return order
    }

    /// Whether our own client makes the calls, whoever is under test.
    var isByHarness: Bool { step.isByHarness || scene.isCleanup }

    private var expectsSilence: Bool {
        let expectation = step.expectation
        return (expectation.outcomes + expectation.answers.map(\.outcome)).contains { outcome in
            if case .failure(let kinds, _) = outcome.kind { return kinds.contains(.timeout) }
            return false
        }
    }

    /// Other random waits for each call, the same ones in every run with this seed.
    private func seed(of call: Int) -> UInt64 {
        var generator = SplitMix(
            seed: context.seed &+ UInt64(caseRun.index) << 20 &+ UInt64(number) << 8 &+ UInt64(call))
        return generator.next()
    }
}
