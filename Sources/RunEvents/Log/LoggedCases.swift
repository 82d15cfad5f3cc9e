/// Reads cases of a run log, each with its plan and its end, in the order of reports.
package struct LoggedCases {
    private let index: RunLogIndex
    private var planned: RunLogLines
    private var finished: RunLogLines
    private var places: Range<Int>

    init(_ index: RunLogIndex, _ places: Range<Int>) throws(InvalidRunLog) {
        self.index = index
        self.places = places
        planned = try RunLogLines(path: index.path)
        finished = try RunLogLines(path: index.path)
    }

    /// The next case; nil after the last one.
    package mutating func next() throws(InvalidRunLog) -> LoggedCase? {
        guard let place = places.popFirst() else { return nil }
        let entry = index.entry(at: place)
        guard case .casePlanned(let plan) = try LoggedCases.event(at: entry.plannedOffset, &planned) else {
            throw LoggedCases.changed
        }
        guard let offset = entry.finishedOffset else {
            return LoggedCase(planned: plan, finished: LoggedCases.end(of: plan, isStarted: entry.isStarted))
        }
        guard case .caseFinished(let end) = try LoggedCases.event(at: offset, &finished),
            end.index == plan.index
        else { throw LoggedCases.changed }
        return LoggedCase(planned: plan, finished: end)
    }

    private static func event(
        at offset: UInt64, _ lines: inout RunLogLines
    ) throws(InvalidRunLog) -> RunEvent? {
        try lines.read(at: offset)
        do throws(MalformedLine) {
            return try RunEvent.read(lines.buffer, in: lines.range)
        } catch {
            throw changed
        }
    }

    private static var changed: InvalidRunLog {
        InvalidRunLog(line: 0, reason: "the run log changed while it was read")
    }

    /// The end of a case of which the log tells none.
    private static func end(of planned: PlannedCase, isStarted: Bool) -> CaseFinished {
        CaseFinished(
            index: planned.index, verdict: .inconclusive, elapsed: .zero,
            reason: isStarted ? "not finished: the run ended first" : "not run", isKnownFailure: false,
            problems: [], warnings: [], observations: [])
    }
}
