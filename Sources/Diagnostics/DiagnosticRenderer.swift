/// Writes diagnostics as a compiler does: the sentence, the line it is about, and a caret under the range.
package struct DiagnosticRenderer: Sendable {
    private let sources: [String: String]
    private let color: Bool

    /// Takes the texts of all files that diagnostics may point into, by the name in their places.
    package init(sources: [String: String], color: Bool) {
        self.sources = sources
        self.color = color
    }

    /// Writes one diagnostic, without a line feed at the end.
    package func render(_ diagnostic: Diagnostic) -> String {
        render(diagnostic, lines: splitLines(sources[diagnostic.place.file]))
    }

    /// Writes all diagnostics in the order given, each ended by a line feed.
    package func render(_ all: [Diagnostic]) -> String {
        var lines: [String: [Substring]] = [:]
        var result = ""
        for diagnostic in all {
            let file = diagnostic.place.file
            let known = lines[file] ?? splitLines(sources[file])
            lines[file] = known
            result += render(diagnostic, lines: known) + "\n"
        }
        return result
    }

    private func render(_ diagnostic: Diagnostic, lines: [Substring]) -> String {
        let text = headline(of: diagnostic)
        guard lines.indices.contains(diagnostic.place.line - 1) else { return text }
        let excerpt = Excerpt(line: lines[diagnostic.place.line - 1], range: diagnostic.place.range)
        let number = String(diagnostic.place.line)
        let margin = String(repeating: " ", count: number.count)
        return """
            \(text)
            \(number) | \(excerpt.text)
            \(margin) | \(excerpt.indent)\(paint(excerpt.marker, .green))
            """
    }

    private func headline(of diagnostic: Diagnostic) -> String {
        guard color else { return diagnostic.description }
        let severity = paint("\(diagnostic.severity.rawValue):", diagnostic.severity.color)
        let place = paint(visible("\(diagnostic.place):"), .bold)
        return "\(place) \(severity) \(visible(diagnostic.message)) [\(diagnostic.code)]"
    }

    private func paint(_ text: String, _ style: TerminalStyle) -> String {
        color ? "\u{1B}[\(style.rawValue)m\(text)\u{1B}[0m" : text
    }
}

/// The few terminal styles of a diagnostic, by their SGR number.
private enum TerminalStyle: String {
    case bold = "1"
    case red = "1;31"
    case green = "1;32"
    case yellow = "1;33"
    case cyan = "1;36"
}

extension Diagnostic.Severity {
    fileprivate var color: TerminalStyle {
        switch self {
        case .error: .red
        case .warning: .yellow
        case .note: .cyan
        }
    }
}

/// Splits at line feeds, carriage returns and the pair of both, as editors count lines.
private func splitLines(_ text: String?) -> [Substring] {
    guard let text else { return [] }
    return text.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" || $0 == "\r" }
}
