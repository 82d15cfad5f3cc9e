/// What the place is like where people read along.
package struct ConsoleStyle: Hashable, Sendable {
    /// Whether a line may be drawn again.
    package var isTerminal: Bool
    package var isColored: Bool
    /// The terminal's width.
    package var columns: Int

    package init(isTerminal: Bool, isColored: Bool, columns: Int) {
        self.isTerminal = isTerminal
        self.isColored = isColored
        self.columns = columns
    }

    enum Paint: String {
        case red = "31"
        case green = "32"
        case yellow = "33"
        case faint = "2"
        case bold = "1"
    }

    func paint(_ text: String, _ paint: Paint) -> String {
        isColored ? "\u{1B}[\(paint.rawValue)m\(text)\u{1B}[0m" : text
    }
}
