/// One thing that is wrong with an XML document.
package struct XMLFinding: Hashable, Sendable {
    /// From 1; 0 where none is known.
    package var line: Int
    /// From 1; nil where only the line is known.
    package var column: Int?
    package var message: String

    package init(line: Int, column: Int?, message: String) {
        self.line = line
        self.column = column
        self.message = message
    }
}
