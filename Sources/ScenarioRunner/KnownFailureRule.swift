import Diagnostics
import RunEvents
import ScenarioLanguage

/// Judges a case that says of itself that it fails.
struct KnownFailureRule {
    let known: KnownFailure
    /// Today, as `2027-03-31`.
    let day: String

    /// What the case's end becomes.
    func judge(_ finished: CaseFinished) -> CaseFinished {
        var finished = finished
        switch finished.verdict {
        case .skipped, .inconclusive:
            return finished
        case .passed:
            return failed(finished, because: "the case passed, although it is known to fail\(told)")
        case .failed:
            guard !known.isExpired(on: day) else {
                return failed(
                    finished, because: "the known failure expired on \(known.expires ?? day)\(told)")
            }
            // Each problem must be the known one, or a new defect would hide behind it.
            if let message = known.message, !finished.problems.allSatisfy({ $0.message.contains(message) }) {
                return failed(
                    finished, because: "the case fails, but not with '\(message)' as it is known to")
            }
            finished.verdict = .skipped
            finished.isKnownFailure = true
            finished.reason = "known failure" + told
            return finished
        }
    }

    private var told: String {
        let parts = [known.message, known.issue].compactMap(\.self)
        return parts.isEmpty ? "" : ": " + parts.joined(separator: ", ")
    }

    private func failed(_ finished: CaseFinished, because message: String) -> CaseFinished {
        var finished = finished
        let place = known.place.description
        finished.verdict = .failed
        let problem = Problem(
            kind: "known-failure", message: message, place: place, requirement: nil,
            text: "\(message)\n  at \(place)")
        finished.problems.insert(problem, at: 0)
        return finished
    }
}
