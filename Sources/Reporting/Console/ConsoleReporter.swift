import Diagnostics
package import RunEvents

/// Tells people how a run goes: events in, text out.
///
/// A line for each file when its last case has ended, a block for each case that failed or could not be judged,
/// and on a terminal one line at the bottom that is drawn again. Whoever calls it writes the text; the order of
/// calls is the order of the text.
package struct ConsoleReporter {
    /// After so many blocks a console helps nobody; the reports have them all.
    private static let blockLimit = 50
    /// With more files than these, only those are named in which something went wrong.
    private static let fileLimit = 500

    private struct File {
        var name: String
        var planned = 0
        var counts = VerdictCounts()
        var elapsed = Duration.zero
    }

    private let style: ConsoleStyle
    private var header: RunHeader?
    private var cases: [(planned: PlannedCase, file: Int)] = []
    private var files: [File] = []
    private var numbers: [String: Int] = [:]
    private var blocks = 0
    private var hasLine = false
    private var drawnAt = 0
    private(set) var tale = ConsoleTale()

    package init(style: ConsoleStyle) {
        self.style = style
    }

    /// What is to be written for the event; often nothing.
    package mutating func render(_ event: RunEvent) -> String {
        switch event {
        case .runStarted(let header):
            self.header = header
            return ""
        case .casePlanned(let planned):
            plan(planned)
            return ""
        case .caseFinished(let finished): return render(finished)
        case .runFinished: return clear()
        case .caseStarted, .step, .exchange, .check: return ""
        }
    }

    /// The lines that end a run: what went wrong again, how many cases ended how, where the reports are.
    package mutating func summary(
        elapsed: Duration, interruptedBy: String?, reports: [(kind: String, path: String)]
    ) -> String {
        clear() + tale.summary(style, header, elapsed, interruptedBy, reports)
    }

    /// Tells a run from its log, in parts: a block for each case as the run showed it, then the lines of its end.
    package mutating func tell(
        _ index: RunLogIndex, reports: [(kind: String, path: String)], _ write: (String) -> Void
    ) throws(ReportFailure) {
        header = index.header
        tale.planned = index.caseCount
        var cases = try reading { () throws(InvalidRunLog) in try index.cases() }
        while true {
            tale.takePassed(cases.skipPassed())
            guard let logged = try reading({ () throws(InvalidRunLog) in try cases.next() }) else { break }
            tale.take(logged.planned, logged.finished)
            let text = block(logged.planned, logged.finished)
            if !text.isEmpty { write(text) }
        }
        write(tale.summary(style, header, index.elapsed, index.footer?.interruptedBy, reports))
    }

    private mutating func plan(_ planned: PlannedCase) {
        let number = numbers[planned.file] ?? files.count
        if number == files.count {
            numbers[planned.file] = number
            files.append(File(name: planned.file))
        }
        files[number].planned += 1
        cases.append((planned, number))
        tale.planned += 1
    }

    private mutating func render(_ finished: CaseFinished) -> String {
        guard cases.indices.contains(finished.index) else { return "" }
        let (planned, number) = cases[finished.index]
        tale.take(planned, finished)
        files[number].counts.count(finished)
        files[number].elapsed += finished.elapsed
        let text = block(planned, finished) + fileLine(files[number])
        guard !text.isEmpty else { return progress() }
        return clear() + text + progress(isDue: true)
    }

    private mutating func block(_ planned: PlannedCase, _ finished: CaseFinished) -> String {
        let heading: String
        switch finished.verdict {
        case .passed, .skipped: return ""
        case .failed: heading = style.paint("failed", .red)
        case .inconclusive:
            // What was not run at all is a line of the summary, not a block for each case.
            if finished.problems.isEmpty, finished.reason?.hasPrefix("not run") == true { return "" }
            heading = style.paint("inconclusive", .yellow)
        }
        blocks += 1
        guard blocks <= ConsoleReporter.blockLimit else {
            return blocks == ConsoleReporter.blockLimit + 1
                ? "\n… there are more: the reports have them all\n\n" : ""
        }
        var text = "\n\(heading) \(style.paint(planned.reportName, .bold))\n  \(visible(planned.place))\n"
        if let reason = finished.reason { text += indented(visible(reason)) }
        for problem in finished.problems { text += indented(visible(problem.text)) }
        return text + "\n"
    }

    /// The lines moved to the right; what was expected and what came in their colours.
    private func indented(_ text: String) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            guard !line.isEmpty else { return "\n" }
            if line.hasPrefix("    - ") { return "  \(style.paint(String(line), .green))\n" }
            if line.hasPrefix("    + ") { return "  \(style.paint(String(line), .red))\n" }
            return "  \(line)\n"
        }.joined()
    }

    private func fileLine(_ file: File) -> String {
        let counts = file.counts
        guard counts.total == file.planned else { return "" }
        let isFine = counts.failed == 0 && counts.inconclusive == 0
        guard files.count <= ConsoleReporter.fileLimit || !isFine else { return "" }
        let mark: String
        if counts.failed > 0 {
            mark = style.paint("failed", .red)
        } else if counts.inconclusive > 0 {
            mark = style.paint("unsure", .yellow)
        } else if counts.passed + counts.knownFailures > 0 {
            mark = style.paint("passed", .green)
        } else {
            mark = style.paint("skipped", .faint)
        }
        let words = ConsoleTale.words(
            for: counts, ConsoleStyle(isTerminal: false, isColored: false, columns: 0))
        return "\(mark) \(visible(file.name)): \(words) (\(ConsoleTale.seconds(file.elapsed)))\n"
    }

    private mutating func clear() -> String {
        guard hasLine else { return "" }
        hasLine = false
        return "\r\u{1B}[K"
    }

    private mutating func progress(isDue: Bool = false) -> String {
        guard style.isTerminal else { return "" }
        let done = tale.counts.total
        // A terminal need not be told more often than anyone can read.
        guard isDue || done >= drawnAt + max(1, tale.planned / 200) || done == tale.planned else { return "" }
        drawnAt = done
        hasLine = true
        var line = "\(done)/\(tale.planned) cases"
        if tale.counts.failed > 0 { line += ", \(tale.counts.failed) failed" }
        if tale.counts.inconclusive > 0 { line += ", \(tale.counts.inconclusive) inconclusive" }
        return "\r\u{1B}[K" + String(line.prefix(max(10, style.columns - 1)))
    }
}
