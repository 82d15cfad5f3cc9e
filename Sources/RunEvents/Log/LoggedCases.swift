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
        switch entry.end {
        case .none:
            return LoggedCase(planned: plan, finished: LoggedCases.end(of: plan, isStarted: entry.isStarted))
        case .passed(let nanoseconds):
            return LoggedCase(planned: plan, finished: LoggedCases.end(of: plan, nanoseconds: nanoseconds))
        case .line(let offset):
            guard case .caseFinished(let end) = try LoggedCases.event(at: offset, &finished),
                end.index == plan.index
            else { throw LoggedCases.changed }
            return LoggedCase(planned: plan, finished: end)
        }
    }

    /// Reads the next case if it passed and has no more to say than what the buffer holds, and maybe tags and a
    /// description; false where `next` must read the case, or where there is none.
    package mutating func nextPlain(_ plain: inout PlainCase) throws(InvalidRunLog) -> Bool {
        guard let place = places.first else { return false }
        let entry = index.entry(at: place)
        guard entry.isPlain, case .passed(let nanoseconds) = entry.end else { return false }
        _ = places.popFirst()
        try planned.turn(to: entry.plannedOffset)
        var line = PlannedLine(planned.buffer.span, at: planned.next)
        if line == nil {
            // The buffer ends before the line does.
            try planned.read(at: entry.plannedOffset)
            line = PlannedLine(planned.buffer.span, at: planned.range.lowerBound)
        }
        guard let line else { throw LoggedCases.changed }
        line.copy(from: planned.buffer, to: &plain)
        plain.elapsed = .nanoseconds(Int64(nanoseconds))
        return true
    }

    /// Passes over the cases that come next, passed and have nothing more to say; gives how many they are.
    package mutating func skipPassed() -> Int {
        var count = 0
        while let place = places.first, case .passed = index.entry(at: place).end {
            _ = places.popFirst()
            count += 1
        }
        return count
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

    private static func end(of planned: PlannedCase, nanoseconds: UInt64) -> CaseFinished {
        CaseFinished(
            index: planned.index, verdict: .passed, elapsed: .nanoseconds(Int64(nanoseconds)), reason: nil,
            isKnownFailure: false, problems: [], warnings: [], observations: [])
    }

    /// The end of a case of which the log tells none.
    private static func end(of planned: PlannedCase, isStarted: Bool) -> CaseFinished {
        CaseFinished(
            index: planned.index, verdict: .inconclusive, elapsed: .zero,
            reason: isStarted ? "not finished: the run ended first" : "not run", isKnownFailure: false,
            problems: [], warnings: [], observations: [])
    }
}
