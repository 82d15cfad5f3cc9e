/// A stretch of one line, in Unicode scalars; never empty, so that there is always something to point at.
package struct SourceRange: Hashable, Sendable {
    package let start: SourcePosition
    package let length: Int

    package init(start: SourcePosition, length: Int = 1) {
        self.start = start
        self.length = max(1, length)
    }

    package init(line: Int, column: Int, length: Int = 1) {
        self.init(start: SourcePosition(line: line, column: column), length: length)
    }
}
