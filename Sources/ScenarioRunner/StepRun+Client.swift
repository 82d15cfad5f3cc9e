import Diagnostics
import RunEvents
import ScenarioLanguage

extension StepExchange {
    /// Whether a client under test came to no end of its own, so that its answer stands for itself.
    var isBroken: Bool {
        guard order.place.isByHarness == false, case .failure(let kind, _) = report.answer.outcome else {
            return false
        }
        return kind == .crash || (kind == .timeout && report.findings.account != nil)
    }
}

extension StepRun {
    /// Compares calls of which only success or failure is known; false where more is known.
    func compareCoarsely(in finding: inout StepFinding) -> Bool {
        guard finding.exchanges.contains(where: \.report.findings.isCoarse) else { return false }
        let expectation = step.expectation
        guard expectation.answers.isEmpty else {
            finding.doubts.append(
                "the client tells only success or failure, so its answers cannot be counted")
            return true
        }
        for (index, exchange) in finding.exchanges.enumerated() {
            var isSuccess = false
            if case .success = exchange.report.answer.outcome { isSuccess = true }
            let outcomes = expectation.outcomes
            let isFitting = outcomes.isEmpty || outcomes.contains { $0.accepts(isSuccess: isSuccess) }
            guard !isFitting else { continue }
            finding.differences.append(
                .init(
                    mismatch: Mismatch(
                        kind: outcomes[0].isSuccess ? .response : .error,
                        expected: outcomes[0].isSuccess ? "a success" : "a failure",
                        actual: isSuccess ? "a success, by the exit code" : "a failure, by the exit code",
                        place: outcomes[0].place,
                        requirement: outcomes[0].requirement ?? expectation.requirement),
                    exchange: index))
        }
        return true
    }

    /// Adds what the caller told besides its answers; tells whether it breaks the case.
    func settleFindings(of finding: StepFinding, into outcome: inout CaseOutcome) -> Bool {
        for exchange in finding.exchanges {
            let told = exchange.report.findings
            for note in told.notes + (finding.isAsExpected ? [] : told.hints) {
                outcome.tally.warn(exchange.parts.redact(note))
            }
        }
        guard let first = finding.exchanges.first else { return false }
        for defect in finding.defects {
            let message = first.parts.redact(defect.message)
            let account = accountText(of: first).map { "\n" + $0 } ?? ""
            record(
                .init(kind: defect.kind, place: step.place, result: .failed, message: message), of: finding)
            outcome.tally.fail(
                .init(
                    kind: defect.kind, message: message, place: step.place.description, requirement: nil,
                    text: "\(message)\n  at \(step.place), step '\(step.title)'\(account)"))
        }
        return !finding.defects.isEmpty
    }

    /// What the caller did and said, redacted and indented as the rest of a problem's text.
    func accountText(of exchange: StepExchange) -> String? {
        guard let account = exchange.report.findings.account else { return nil }
        let text = shortened(exchange.parts.redact(account))
        return text.split(separator: "\n", omittingEmptySubsequences: false).map { "  \($0)" }
            .joined(separator: "\n")
    }
}

extension OutcomeExpectation {
    fileprivate var isSuccess: Bool {
        switch kind {
        case .response, .anyAnswer: true
        case .error, .failure: false
        }
    }

    fileprivate func accepts(isSuccess: Bool) -> Bool {
        switch kind {
        case .response: isSuccess
        case .error, .failure: !isSuccess
        case .anyAnswer: true
        }
    }
}
