import Foundation
import Reporting
import RunEvents

/// The JUnit report that a command writes.
struct JUnitFile {
    let path: String
    let flavor: JUnitFlavor

    /// Writes it from a run log.
    func write(from log: String) throws(CommandFailure) {
        let attributes = try? FileManager.default.attributesOfItem(
            atPath: URL(fileURLWithPath: log).resolvingSymlinksInPath().path)
        guard attributes?[.type] as? FileAttributeType == .typeRegular else {
            throw CommandFailure(
                .worldFailed, "no JUnit report: the run log \(log) is no file that can be read again")
        }
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
