import Diagnostics
import RunEvents

/// What a run has come to, gathered for the lines that end it.
struct ConsoleTale {
    /// So many cases, reasons and warnings are named again.
    private static let limit = 20

    var planned = 0
    private(set) var counts = VerdictCounts()
    private var failed: [String] = []
    private var skips: [(reason: String, count: Int)] = []
    private var otherSkips = 0
    private var warnings: [String] = []
    private var warningCount = 0
    private var observations: [String] = []
    private var observationCount = 0

    mutating func take(_ planned: PlannedCase, _ finished: CaseFinished) {
        counts.count(finished)
        if finished.verdict == .failed, failed.count < ConsoleTale.limit {
            failed.append("\(planned.place): \(planned.reportName)")
        }
        if finished.verdict == .skipped, !finished.isKnownFailure {
            skip(finished.reason ?? "no reason was given")
        }
        warningCount += finished.warnings.count
        for warning in finished.warnings where warnings.count < ConsoleTale.limit {
            warnings.append("\(planned.place): \(warning)")
        }
        observationCount += finished.observations.count
        for observation in finished.observations where observations.count < ConsoleTale.limit {
            observations.append("\(planned.place): \(observation)")
        }
    }

    /// Takes cases that passed and have nothing more to say.
    mutating func takePassed(_ count: Int) {
        counts.passed += count
    }

    private mutating func skip(_ reason: String) {
        if let place = skips.firstIndex(where: { $0.reason == reason }) {
            skips[place].count += 1
        } else if skips.count < ConsoleTale.limit {
            skips.append((reason, 1))
        } else {
            otherSkips += 1
        }
    }

    func summary(
        _ style: ConsoleStyle, _ header: RunHeader?, _ elapsed: Duration, _ interruptedBy: String?,
        _ reports: [(kind: String, path: String)]
    ) -> String {
        var lines: [String] = [""]
        if counts.failed > 1 {
            lines.append(style.paint("failed:", .red))
            lines += failed.map { "  \(visible($0))" }
            if counts.failed > failed.count { lines.append("  … and \(counts.failed - failed.count) more") }
        }
        if warningCount > 0 {
            lines.append(style.paint("warnings:", .yellow))
            lines += warnings.map { "  \(visible($0))" }
            if warningCount > warnings.count { lines.append("  … and \(warningCount - warnings.count) more") }
        }
        if observationCount > 0 {
            lines.append("recorded:")
            lines += observations.map { "  \(visible($0))" }
            if observationCount > observations.count {
                lines.append("  … and \(observationCount - observations.count) more")
            }
        }
        for skip in skips {
            lines.append("skipped \(ConsoleTale.cases(skip.count)): \(visible(skip.reason))")
        }
        if otherSkips > 0 { lines.append("skipped \(ConsoleTale.cases(otherSkips)) for other reasons") }
        if let interruptedBy { lines.append("the run was ended by \(visible(interruptedBy))") }
        if lines.count > 1 { lines.append("") }
        let total = ConsoleTale.cases(planned)
        let words = ConsoleTale.words(for: counts, style)
        lines.append("\(total): \(words.isEmpty ? "none ran" : words) in \(ConsoleTale.seconds(elapsed))")
        if planned > counts.total { lines.append("\(planned - counts.total) not run") }
        for report in reports { lines.append("\(report.kind): \(visible(report.path))") }
        if let seed = header?.seed { lines.append("seed: \(seed)") }
        return lines.joined(separator: "\n") + "\n"
    }

    /// The counts that are not zero.
    static func words(for counts: VerdictCounts, _ style: ConsoleStyle) -> String {
        var words: [String] = []
        if counts.passed > 0 { words.append(style.paint("\(counts.passed) passed", .green)) }
        if counts.failed > 0 { words.append(style.paint("\(counts.failed) failed", .red)) }
        if counts.inconclusive > 0 {
            words.append(style.paint("\(counts.inconclusive) inconclusive", .yellow))
        }
        if counts.skipped > 0 { words.append("\(counts.skipped) skipped") }
        if counts.knownFailures > 0 {
            words.append(
                "\(counts.knownFailures) known \(counts.knownFailures == 1 ? "failure" : "failures")")
        }
        return words.joined(separator: ", ")
    }

    static func seconds(_ duration: Duration) -> String {
        "\(JUnitText.seconds(duration)) s"
    }

    private static func cases(_ count: Int) -> String {
        count == 1 ? "1 case" : "\(count) cases"
    }
}
