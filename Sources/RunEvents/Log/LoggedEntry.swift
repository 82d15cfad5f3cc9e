/// Where a case's planned and finished line stand in a run log, in 16 bytes.
///
/// Of a case that passed and says no more, the time it took stands here instead: its end is not read again.
struct LoggedEntry {
    /// The end of a case, as far as the index knows it.
    enum End: Hashable {
        case none
        case passed(nanoseconds: UInt64)
        case line(offset: UInt64)
    }

    private static let startedMark: UInt64 = 1 << 63
    private static let plainMark: UInt64 = 1 << 62
    private static let passedMark: UInt64 = 1 << 63
    private var planned: UInt64
    /// No case's line stands at 0, where the header is.
    private var finished: UInt64 = 0

    /// - Parameter isPlain: the line has the usual form, with a name and requirements that are shown as they stand.
    init(planned: UInt64, isPlain: Bool) {
        self.planned = isPlain ? planned | LoggedEntry.plainMark : planned
    }

    var plannedOffset: UInt64 { planned & ~(LoggedEntry.startedMark | LoggedEntry.plainMark) }
    var isPlain: Bool { planned & LoggedEntry.plainMark != 0 }
    var isStarted: Bool { planned & LoggedEntry.startedMark != 0 }
    var isFinished: Bool { finished != 0 }

    var end: End {
        if finished == 0 { return .none }
        return finished & LoggedEntry.passedMark == 0
            ? .line(offset: finished) : .passed(nanoseconds: finished & ~LoggedEntry.passedMark)
    }

    mutating func start() {
        planned |= LoggedEntry.startedMark
    }

    mutating func finish(at offset: UInt64) {
        finished = offset
    }

    mutating func pass(nanoseconds: UInt64) {
        finished = nanoseconds | LoggedEntry.passedMark
    }
}
