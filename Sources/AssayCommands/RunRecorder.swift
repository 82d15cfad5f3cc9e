import Reporting
import RunEvents
import Synchronization

/// Writes every event to the run log and then tells people of it, so that nothing is shown that is not kept.
final class RunRecorder: EventRecorder {
    private let log: RunLogWriter
    private let console: Console
    private let reporter: Mutex<ConsoleReporter>

    init(log: RunLogWriter, console: Console, style: ConsoleStyle) {
        self.log = log
        self.console = console
        reporter = Mutex(ConsoleReporter(style: style))
    }

    func record(_ event: RunEvent) throws(RecordFailure) {
        try log.record(event)
        switch event {
        case .caseStarted, .step, .exchange, .check:
            break
        case .runStarted, .casePlanned, .caseFinished, .runFinished:
            // Written under the lock: the order of the blocks is the order of the text.
            reporter.withLock { reporter in
                let text = reporter.render(event)
                if !text.isEmpty { console.writeMessage(text) }
            }
        }
    }

    /// Tells how the run ended.
    func tellSummary(elapsed: Duration, interruptedBy: String?, reports: [(kind: String, path: String)]) {
        reporter.withLock { reporter in
            console.writeMessage(
                reporter.summary(elapsed: elapsed, interruptedBy: interruptedBy, reports: reports))
        }
    }
}
