import Reporting
import RunEvents

/// The JUnit report that a command writes.
struct JUnitFile {
    let path: String
    let flavor: JUnitFlavor

    /// Writes it from a run log.
    func write(from log: String) throws(CommandFailure) {
        do {
            try JUnitReport.write(RunLogIndex(path: log), flavor: flavor, to: path)
        } catch let invalid as InvalidRunLog {
            throw CommandFailure(.worldFailed, "\(log): \(invalid)")
        } catch let failure as ReportFailure {
            throw CommandFailure(.worldFailed, failure.description)
        } catch {
            throw CommandFailure(.worldFailed, "\(error)")
        }
    }
}
