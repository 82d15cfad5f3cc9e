import AWSWire
import ScenarioLanguage

extension StepRun {
    /// Compares what came of one attempt with what the step expects.
    func finding(
        _ exchanges: [StepExchange], journalBefore before: Int, variables: Variables
    ) throws(EvaluationError) -> StepFinding {
        var finding = StepFinding(exchanges)
        for exchange in exchanges {
            if let refusal = exchange.report.refusal {
                finding.doubts.append("the call was not made: \(refusal)")
                finding.isBeyondJudgement = true
            }
            let told = exchange.report.findings
            finding.defects += told.defects
            finding.doubts += told.doubts
            if told.limitation != nil || !told.doubts.isEmpty {
                finding.limitation = finding.limitation ?? told.limitation
                finding.isBeyondJudgement = true
            }
            if wasCutShort(exchange) {
                finding.isPastDeadline = true
                finding.isBeyondJudgement = true
            }
        }
        finding.needs = neededFacts
        if isWitnessAsked(finding) { finding.received = scene.target.journal?.requests(before) }
        if finding.isBeyondJudgement { return finding }
        try compareAnswers(in: &finding, variables: variables)
        try judgeGround(of: &finding, variables: variables)
        try compareWitness(in: &finding, variables: variables)
        return finding
    }

    /// What the step's answer rests on: as written, or as the kind of caller asks for.
    private var neededFacts: Set<WireFact> {
        if let needs = step.expectation.needs { return needs.facts }
        // Our own client reports what it met; a foreign one could report what never happened.
        guard context.caller.kind == .client, !isByHarness, scene.target.journal != nil else {
            return []
        }
        return [.signedRequest, .answer]
    }

    private func isWitnessAsked(_ finding: StepFinding) -> Bool {
        let expectation = step.expectation
        return expectation.wire != nil || !finding.needs.isEmpty
            || expectation.records.contains(where: \.isWitnessed)
    }

    /// Takes the answers' checks back where what they rest on did not happen: they prove nothing, either way.
    private func judgeGround(of finding: inout StepFinding, variables: Variables) throws(EvaluationError) {
        let expectation = step.expectation
        guard !finding.needs.isEmpty, finding.doubts.isEmpty else { return }
        // A client that broke or hung is found out, whatever it sent before.
        guard !finding.exchanges.contains(where: \.isBroken) else { return }
        guard !expectation.outcomes.isEmpty || !expectation.answers.isEmpty else { return }
        let absence: String
        if let witnessed = finding.received {
            guard
                let missing = try expectation.missing(of: finding.needs, in: witnessed, variables: variables)
            else { return }
            absence = "\(missing.absence) (needs: \(missing.rawValue))"
        } else {
            absence = "nobody saw what the target received (needs)"
        }
        finding.differences.removeAll()
        finding.isAnswerUnjudged = true
        finding.doubts.append("the answer proves nothing: \(absence)")
    }

    /// Whether a call ended only because the case's own time was over.
    private func wasCutShort(_ exchange: StepExchange) -> Bool {
        guard case .failure(.timeout, _) = exchange.report.answer.outcome else { return false }
        return exchange.order.timeout < callTimeout || remaining <= .zero
    }

    private func compareAnswers(in finding: inout StepFinding, variables: Variables) throws(EvaluationError) {
        if compareCoarsely(in: &finding) { return }
        let mismatches = try step.expectation.mismatches(
            for: finding.exchanges.map(\.report.answer), in: variables)
        guard !mismatches.isEmpty else { return }
        let lost = finding.exchanges.filter { !$0.report.wasTargetReached }
        for mismatch in mismatches {
            let exchange = finding.exchanges.count == 1 ? 0 : Self.exchange(of: mismatch)
            // A target that was never there broke no contract; neither did the count of its answers.
            if let exchange, finding.exchanges[exchange].report.wasTargetReached || lost.isEmpty {
                finding.differences.append(.init(mismatch: mismatch, exchange: exchange))
            } else if exchange == nil, lost.isEmpty {
                finding.differences.append(.init(mismatch: mismatch, exchange: nil))
            }
        }
        for exchange in lost { finding.doubts.append(Self.notReached(exchange)) }
    }

    /// Which call of a `together` a mismatch is about, as its path ends in `of call 3`.
    private static func exchange(of mismatch: Mismatch) -> Int? {
        let words = mismatch.path.split(separator: " ").suffix(3)
        guard words.count == 3, words.first == "of", words.dropFirst().first == "call" else { return nil }
        return words.last.flatMap { Int($0) }.map { $0 - 1 }
    }

    private static func notReached(_ exchange: StepExchange) -> String {
        guard case .failure(let kind, let message) = exchange.report.answer.outcome else {
            return "the target was not reached"
        }
        return "the target was not reached: \(exchange.parts.redact(message)) [\(kind.rawValue)]"
    }

    private func compareWitness(
        in finding: inout StepFinding, variables: Variables
    ) throws(EvaluationError) {
        if let wire = step.expectation.wire {
            if let witnessed = finding.received {
                let mismatches = try wire.mismatches(
                    for: witnessed, in: variables, requirement: step.expectation.requirement)
                finding.differences += mismatches.map { StepFinding.Difference(mismatch: $0, exchange: nil) }
            } else if !wire.isOnlyWhereWitnessed {
                finding.doubts.append("nobody saw what the target received (wire)")
            }
        }
        if let state = step.expectation.state {
            if let sources = scene.target.sources {
                let mismatches = try state.mismatches(
                    for: sources(), in: variables, requirement: step.expectation.requirement)
                finding.differences += mismatches.map { StepFinding.Difference(mismatch: $0, exchange: nil) }
            } else if !state.isOnlyWhereWitnessed {
                finding.doubts.append("nobody saw what the target holds (state)")
            }
        }
    }
}
