import Foundation
import Synchronization

/// Appends the events of a run to a file, one line each.
///
/// The lines of a case's steps, checks and exchanges are gathered; they are handed to the system before the
/// call returns that tells the start or the end of a case or of the run, and whenever 64 KiB have gathered. So a
/// finished case is in the log before any other report tells of it, whatever ends the process afterwards.
/// After a failure nothing more is written: a log with a hole would tell a wrong story.
package final class RunLogWriter: EventRecorder {
    private struct State {
        var file: FileHandle
        var gathered: [UInt8] = []
        var failure: RecordFailure?
    }

    private static let gatheringLimit = 64 << 10

    private let path: String
    private let state: Mutex<State>

    /// Creates or empties the file, after making its parent folders.
    package init(path: String) throws(RecordFailure) {
        self.path = path
        let url = URL(fileURLWithPath: path)
        let file: FileHandle
        do {
            // A device or a pipe is there already, and is neither created nor emptied.
            if try isMissingOrRegular(path) {
                try FileManager.default.createDirectory(
                    at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
                try Data().write(to: url)
            }
            file = try FileHandle(forWritingTo: url)
        } catch {
            throw RecordFailure(path: path, reason: reason(of: error))
        }
        state = Mutex(State(file: file))
    }

    package func record(_ event: RunEvent) throws(RecordFailure) {
        let line = event.line
        let isWrittenNow =
            switch event {
            case .runStarted, .caseStarted, .caseFinished, .runFinished: true
            case .casePlanned, .step, .exchange, .check: false
            }
        try state.withLock { (state) throws(RecordFailure) in
            if let failure = state.failure { throw failure }
            state.gathered.append(contentsOf: line)
            guard isWrittenNow || state.gathered.count >= RunLogWriter.gatheringLimit else { return }
            try write(&state)
        }
    }

    /// Writes what is gathered, has the disk keep it and closes the file. Nothing is recorded afterwards.
    package func close() throws(RecordFailure) {
        try state.withLock { (state) throws(RecordFailure) in
            if let failure = state.failure { throw failure }
            try write(&state)
            do {
                // A pipe or a device has nothing to keep.
                try? state.file.synchronize()
                try state.file.close()
            } catch {
                throw RecordFailure(path: path, reason: reason(of: error))
            }
            state.failure = RecordFailure(path: path, reason: "it is closed")
        }
    }

    private func write(_ state: inout State) throws(RecordFailure) {
        guard !state.gathered.isEmpty else { return }
        do {
            try state.file.write(contentsOf: Data(state.gathered))
        } catch {
            let failure = RecordFailure(path: path, reason: reason(of: error))
            state.failure = failure
            throw failure
        }
        state.gathered.removeAll(keepingCapacity: true)
    }
}
