/// A run log that cannot be read: it is none, it is damaged before its last line, or it cannot be opened.
package struct InvalidRunLog: Error, Hashable, Sendable, CustomStringConvertible {
    /// The line that is wrong, from 1; 0 where no line is to blame.
    package var line: Int
    package var reason: String

    package init(line: Int, reason: String) {
        self.line = line
        self.reason = reason
    }

    package var description: String { line > 0 ? "line \(line): \(reason)" : reason }
}
