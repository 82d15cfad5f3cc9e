import NIOCore

/// A deadline that moves often and passes rarely: moving it is free while an earlier alarm is set.
///
/// The alarm goes off at the earliest time that was ever asked for; the owner then asks `isOver` and, if it is
/// not, arms again.
struct LazyTimer {
    private(set) var deadline: NIODeadline?
    private var alarm: NIOScheduledCallback?
    private var alarmTime = NIODeadline.distantFuture

    /// Sets the deadline, for the handler to be called at or after it.
    mutating func set(
        _ deadline: NIODeadline?, on loop: any EventLoop, handler: some NIOScheduledCallbackHandler
    ) {
        self.deadline = deadline
        guard let deadline, deadline < alarmTime else { return }
        alarm?.cancel()
        alarmTime = deadline
        // Scheduling fails only on a loop that shuts down; its sockets are closed anyway.
        alarm = try? loop.assumeIsolated().scheduleCallback(at: deadline, handler: handler)
    }

    /// Takes note that the alarm went off; true when the deadline is over, else the alarm is set anew.
    mutating func isOver(on loop: any EventLoop, handler: some NIOScheduledCallbackHandler) -> Bool {
        alarm = nil
        alarmTime = .distantFuture
        guard let deadline else { return false }
        if deadline <= .now() {
            self.deadline = nil
            return true
        }
        set(deadline, on: loop, handler: handler)
        return false
    }

    /// Forgets deadline and alarm.
    mutating func cancel() {
        alarm?.cancel()
        alarm = nil
        deadline = nil
        alarmTime = .distantFuture
    }
}

extension TimeAmount {
    /// A duration as an amount of time; what does not fit is a hundred years.
    init(_ duration: Duration) {
        let (seconds, attoseconds) = duration.components
        let (whole, overflow) = seconds.multipliedReportingOverflow(by: 1_000_000_000)
        let bound: Int64 = 3_155_760_000_000_000_000
        self = .nanoseconds(overflow ? bound : min(bound, max(0, whole + attoseconds / 1_000_000_000)))
    }
}

extension NIODeadline {
    /// The time since an earlier moment.
    func duration(since earlier: NIODeadline) -> Duration {
        .nanoseconds((self - earlier).nanoseconds)
    }
}
