import Diagnostics
import RunEvents
import ScenarioLanguage

extension StepRun {
    /// One check as it is told to the recorder.
    struct Check {
        let kind: String
        let place: Place
        let result: CheckRecord.Result
        var requirement: String?
        var witness: CheckRecord.Witness = .report
        var message: String?
    }

    /// Tells the recorder of a check; one of an answer says what it rests on.
    func record(_ check: Check, of finding: StepFinding) {
        let witness: CheckRecord.Witness =
            switch check.kind {
            case "wire": .wire
            case "state": .state
            default: check.witness
            }
        let needs = witness == .report && check.result != .observation ? finding.needs : []
        caseRun.context.sink.record(
            .check(
                CheckRecord(
                    caseIndex: caseRun.index, step: number, kind: check.kind, requirement: check.requirement,
                    place: check.place.description, result: check.result, witness: witness,
                    needs: WireFact.allCases.filter(needs.contains).map(\.rawValue), message: check.message)))
    }

    /// Writes down what the scenario wants written down, whatever it is.
    func observe(_ finding: StepFinding, into outcome: inout CaseOutcome) {
        guard let variables = outcome.variables else { return }
        for wanted in step.expectation.records {
            for (index, exchange) in finding.exchanges.enumerated() {
                let text: String
                do throws(EvaluationError) {
                    text = try wanted.observation(
                        of: exchange.report.answer, received: finding.received,
                        in: variables.numbered(index + 1))
                } catch {
                    text = "\(wanted.name): \(error.message)"
                }
                let call = finding.exchanges.count > 1 && !wanted.isWitnessed ? "call \(index + 1), " : ""
                let told = call + shortened(exchange.parts.redact(text), to: 400)
                outcome.tally.observe(told)
                record(
                    Check(
                        kind: "record", place: wanted.place, result: .observation,
                        requirement: step.expectation.requirement,
                        witness: wanted.isWitnessed ? .wire : .report, message: told),
                    of: finding)
                // What the target received is the whole step's.
                if wanted.isWitnessed { break }
            }
        }
    }
}
