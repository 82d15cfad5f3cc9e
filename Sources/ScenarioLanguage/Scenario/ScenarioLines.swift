import Diagnostics

/// The lines of a scenario file, to tell which cases one of them means.
package struct ScenarioLines {
    /// How many lines the file has; the end of the last one begins no other.
    package let count: Int
    private let lines: [Substring.UTF8View]

    package init(_ text: String) {
        lines = text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        count = lines.last?.isEmpty ?? true ? max(0, lines.count - 1) : lines.count
    }

    /// The indices of the cases that a line means: the rows on it, or all where it stands outside the table.
    ///
    /// None where it stands in the table and in no row, as does a comment between two rows.
    package func cases(of scenario: Scenario, at line: Int) -> [Int] {
        guard let tableLine = scenario.tableLine else { return Array(scenario.cases.indices) }
        let rows = scenario.cases.indices.filter { scenario.cases[$0].place.file == scenario.file }
        let rowLines = rows.map { scenario.cases[$0].place.line }
        let begins = rowLines + scenario.keyLines
        let begin = begins.filter { $0 <= line }.max()
        guard let begin, let row = rows.first(where: { scenario.cases[$0].place.line == begin }) else {
            return begin == tableLine && line > tableLine ? [] : Array(scenario.cases.indices)
        }
        let next = begins.filter { $0 > begin }.min() ?? count + 1
        let last = lastLine(of: scenario.cases[row].place, before: next)
        return line <= last ? rows.filter { scenario.cases[$0].place.line == begin } : []
    }

    /// Where a row ends that begins at a place: without the end of the table, and what stands between rows.
    private func lastLine(of row: Place, before next: Int) -> Int {
        var last = row.line
        for line in (row.line + 1)..<max(row.line + 1, min(next, count + 1)) {
            let text = lines[line - 1]
            let content = text.drop { $0 == UInt8(ascii: " ") }
            let isOutside = text.count - content.count < row.column - 1
            switch content.first {
            case UInt8(ascii: "]") where isOutside: return last
            case nil, UInt8(ascii: "\r"): continue
            case UInt8(ascii: "#") where isOutside: continue
            default: last = line
            }
        }
        return last
    }
}
