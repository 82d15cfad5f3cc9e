import Foundation
import Synchronization

/// Where a command puts its data (standard output) and its summaries and complaints (standard error).
///
/// A stream that can no longer be written is remembered rather than thrown: the reports are finished first,
/// and the exit status tells it at the end.
package final class Console: Sendable {
    /// One of the two streams.
    package enum Stream: Hashable, Sendable {
        case data
        case messages
    }

    private let sink: @Sendable (Stream, [UInt8]) -> String?
    private let failure = Mutex<String?>(nil)
    /// Whether standard error is a terminal, where progress may overwrite its own line.
    package let isTerminal: Bool
    /// The width of that terminal in columns.
    package let columns: Int

    /// - Parameter sink: writes all the bytes and returns what went wrong, if anything did.
    package init(isTerminal: Bool, columns: Int, sink: @escaping @Sendable (Stream, [UInt8]) -> String?) {
        self.isTerminal = isTerminal
        self.columns = columns
        self.sink = sink
    }

    /// Why a stream could not be written, if one could not.
    package var brokenBecause: String? { failure.withLock { $0 } }

    /// Writes data, and nothing else, to standard output.
    package func writeData(_ text: String) { write(.data, Array(text.utf8)) }

    /// Writes bytes of data to standard output.
    package func writeData(_ bytes: [UInt8]) { write(.data, bytes) }

    /// Writes text for people to standard error.
    package func writeMessage(_ text: String) { write(.messages, Array(text.utf8)) }

    /// Writes one line for people to standard error.
    package func say(_ line: String) { writeMessage(line + "\n") }

    private func write(_ stream: Stream, _ bytes: [UInt8]) {
        guard !bytes.isEmpty, let trouble = sink(stream, bytes) else { return }
        failure.withLock { $0 = $0 ?? trouble }
    }
}

extension Console {
    /// The console of this process.
    package static func ofProcess(isTerminal: Bool, columns: Int) -> Console {
        Console(isTerminal: isTerminal, columns: columns) { stream, bytes in
            let (handle, name) =
                switch stream {
                case .data: (FileHandle.standardOutput, "standard output")
                case .messages: (FileHandle.standardError, "standard error")
                }
            do {
                try handle.write(contentsOf: bytes)
                return nil
            } catch {
                return "\(name) cannot be written"
            }
        }
    }
}
