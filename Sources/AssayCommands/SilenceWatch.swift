import ScenarioLanguage
import ScenarioRunner
import Synchronization

/// Ends the run when its target leaves one call after another without an answer.
///
/// Four hundred cases that each wait for their own deadline would take half an hour to say the same thing.
final class SilenceWatch: Caller {
    /// How many calls in a row have to go unanswered.
    static let limit = 16

    private let caller: any Caller
    private let stop: StopSignal
    private let unanswered = Mutex(0)

    init(_ caller: any Caller, stop: StopSignal) {
        self.caller = caller
        self.stop = stop
    }

    var kind: CallerKind { caller.kind }

    func call(_ order: CallOrder) async -> CallReport {
        let report = await caller.call(order)
        let isSilence = report.received == nil && report.wasTargetReached && Self.isTimeout(report)
        let count = unanswered.withLock { count in
            count = isSilence ? count + 1 : 0
            return count
        }
        if count >= Self.limit {
            stop.stop(because: "the target, which left \(count) calls in a row without an answer")
        }
        return report
    }

    private static func isTimeout(_ report: CallReport) -> Bool {
        if case .failure(.timeout, _) = report.answer.outcome { return true }
        return false
    }
}
