import Diagnostics
import RunEvents
import ScenarioLanguage

extension StepRun {
    /// More problems of one step than this tell nothing new.
    private static let problemLimit = 20

    /// Adds what the last attempt found to the case, keeps what is to be captured, and tells whether to go on.
    func settle(_ finding: StepFinding, into outcome: inout CaseOutcome) -> Bool {
        if Task.isCancelled, !finding.isAsExpected { return false }
        if finding.isPastDeadline {
            failPastDeadline(into: &outcome)
            return false
        }
        if let limitation = finding.limitation {
            outcome.skipReason = limitation
            return false
        }
        observe(finding, into: &outcome)
        var isBroken = settleFindings(of: finding, into: &outcome)
        for doubt in finding.doubts {
            let told = step.name.map { "step '\($0)': \(doubt)" } ?? doubt
            if scene.isCleanup { outcome.tally.warn("finally, \(told)") } else { outcome.tally.doubt(told) }
            record(
                .init(kind: "call", place: step.expectation.place, result: .inconclusive, message: doubt),
                of: finding)
        }
        var shown: Set<Int> = []
        for (number, difference) in finding.differences.enumerated() {
            if settle(difference, of: finding, number: number, shown: &shown, into: &outcome) {
                isBroken = true
            }
        }
        if finding.isAsExpected { pass(finding, into: &outcome) }
        guard finding.doubts.isEmpty, !isBroken else { return false }
        return capture(from: finding, into: &outcome)
    }

    /// Settles one difference; tells whether it breaks the case.
    private func settle(
        _ difference: StepFinding.Difference, of finding: StepFinding, number: Int, shown: inout Set<Int>,
        into outcome: inout CaseOutcome
    ) -> Bool {
        let mismatch = difference.mismatch
        let exchange = finding.exchanges[difference.exchange ?? finding.exchanges.count - 1]
        let message = message(of: mismatch, exchange: difference.exchange, of: finding)
        let requirement = mismatch.requirement ?? step.expectation.requirement
        // Cleaning up is no check of its own, unless somebody wrote what it must come to.
        let isMild =
            isRecommendation(requirement) || (scene.isCleanup && step.expectation.place == step.place)
        record(
            .init(
                kind: mismatch.kind.rawValue, place: mismatch.place, result: isMild ? .warning : .failed,
                requirement: requirement, message: message), of: finding)
        if isMild {
            if !scene.isCleanup { outcome.tally.pass() }
            outcome.tally.warn("\(scene.isCleanup ? "finally, " : "")\(message) (\(mismatch.place))")
            return false
        }
        guard number < Self.problemLimit else { return true }
        var text = ProblemText(
            message: message, place: mismatch.place.description, requirement: requirement,
            excerpt: caseRun.context.options.excerpt(mismatch.place),
            differences: [
                ProblemText.Difference(
                    path: mismatch.path, expected: shortened(exchange.parts.redact(mismatch.expected)),
                    actual: shortened(exchange.parts.redact(mismatch.actual)))
            ],
            request: nil, response: nil, failure: nil, curl: nil)
        // The exchange is shown once, however many differences it has.
        if shown.insert(difference.exchange ?? -1).inserted {
            text.request = exchange.request
            text.response = exchange.response
            text.failure = exchange.failure
            text.curl = exchange.request.map { curlLine(url: exchange.url, request: $0) }
        }
        outcome.tally.fail(
            Problem(
                kind: mismatch.kind.rawValue, message: message, place: mismatch.place.description,
                requirement: requirement,
                text: text.text + (accountText(of: exchange).map { "\n" + $0 } ?? "")))
        return true
    }

    private func message(of mismatch: Mismatch, exchange: Int?, of finding: StepFinding) -> String {
        var parts: [String] = []
        if let name = step.name {
            parts.append(name)
        } else if caseRun.scenarioCase.steps.count > 1 || scene.isCleanup {
            parts.append("step \(number), \(step.title)")
        }
        let redacted = finding.exchanges[exchange ?? 0].parts.redact(mismatch.message)
        parts.append(shortened(redacted, to: 400))
        return parts.joined(separator: ": ")
    }

    /// Whether the requirement, or all of the case's where an expectation names none, only recommends.
    private func isRecommendation(_ requirement: String?) -> Bool {
        let catalogue = caseRun.context.options.requirements
        let ids = requirement.map { [$0] } ?? caseRun.scenarioCase.requirements
        guard !ids.isEmpty else { return false }
        return ids.allSatisfy { id in
            switch catalogue[id]?.level {
            case .should, .may: true
            case .must, nil: false
            }
        }
    }

    /// Counts and tells the checks of a step that came out as expected.
    private func pass(_ finding: StepFinding, into outcome: inout CaseOutcome) {
        for check in passedChecks(finding) {
            if !scene.isCleanup { outcome.tally.pass() }
            record(check, of: finding)
        }
    }

    private func passedChecks(_ finding: StepFinding) -> [Check] {
        let expectation = step.expectation
        var checks: [Check] = []
        func add(
            _ kind: String, _ place: Place, _ requirement: String?, _ witness: CheckRecord.Witness = .report
        ) {
            checks.append(
                .init(
                    kind: kind, place: place, result: .passed,
                    requirement: requirement ?? expectation.requirement,
                    witness: witness))
        }
        if expectation.answers.isEmpty {
            for outcome in expectation.outcomes.prefix(1) {
                let kind =
                    switch outcome.kind {
                    case .response: "response"
                    case .error: "error"
                    case .failure: "failure"
                    case .anyAnswer: "status"
                    }
                add(expectation.outcomes.count > 1 ? "any-of" : kind, outcome.place, outcome.requirement)
                if !outcome.headers.isEmpty {
                    add("headers", outcome.headers[0].node.place, outcome.requirement)
                }
                if let body = outcome.body { add("body", body.place, outcome.requirement) }
            }
        } else {
            for answer in expectation.answers { add("answers", answer.place, answer.outcome.requirement) }
        }
        if let within = expectation.within { add("within", within.place, nil) }
        if let wire = expectation.wire, scene.target.journal != nil {
            add("wire", wire.place, wire.requirement, .wire)
        }
        if let state = expectation.state, scene.target.sources != nil {
            add("state", state.place, state.requirement, .state)
        }
        return checks
    }

    /// Keeps the values that later steps ask for.
    private func capture(from finding: StepFinding, into outcome: inout CaseOutcome) -> Bool {
        guard !step.captures.isEmpty, let first = finding.exchanges.first else { return true }
        let captured = step.captured(from: first.report.answer)
        for (name, value) in captured.values { outcome.variables?.keep(value, as: name) }
        var shown: Set<Int> = []
        var isBroken = false
        for (number, mismatch) in captured.missing.enumerated() {
            let difference = StepFinding.Difference(mismatch: mismatch, exchange: 0)
            if settle(difference, of: finding, number: number, shown: &shown, into: &outcome) {
                isBroken = true
            }
        }
        return !isBroken
    }
}

/// The text, cut where it would flood a report.
func shortened(_ text: String, to limit: Int = 8192) -> String {
    guard text.utf8.count > limit else { return text }
    return String(String.UnicodeScalarView(text.unicodeScalars.prefix(limit)))
        + "… (\(text.utf8.count) bytes in all)"
}
