/// A stretch of a named file; described as `file:line:column`, the form that editors follow.
package struct Place: Hashable, Comparable, Sendable, CustomStringConvertible {
    package let file: String
    package let range: SourceRange

    package init(file: String, range: SourceRange) {
        self.file = file
        self.range = range
    }

    package init(file: String, line: Int, column: Int, length: Int = 1) {
        self.init(file: file, range: SourceRange(line: line, column: column, length: length))
    }

    package var line: Int { range.start.line }
    package var column: Int { range.start.column }

    package var description: String { "\(file):\(line):\(column)" }

    /// Order of reading: by file, then by position.
    package static func < (left: Self, right: Self) -> Bool {
        (left.file, left.line, left.column, left.range.length)
            < (right.file, right.line, right.column, right.range.length)
    }
}
