package import ScenarioLanguage
package import ScenarioRunner
import Synchronization

/// Ends the run when its target leaves one call after another without an answer.
///
/// Silence that a scenario expects says nothing about the target and does not count.
///
/// Four hundred cases that each wait for their own deadline would take half an hour to say the same thing.
package final class SilenceWatch: Caller {
    /// How many calls in a row have to go unanswered.
    package static let limit = 16

    private let caller: any Caller
    private let stop: StopSignal
    private let unanswered = Mutex(0)

    package init(_ caller: any Caller, stop: StopSignal) {
        self.caller = caller
        self.stop = stop
    }

    package var kind: CallerKind { caller.kind }

    package func call(_ order: CallOrder) async -> CallReport {
        let report = await caller.call(order)
        guard !order.expectsSilence else { return report }
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
