/// The time of a run: what has passed, what the calendar says, and how to wait.
package struct RunClock: Sendable {
    /// Time since some fixed point; never goes back.
    package let elapsed: @Sendable () -> Duration
    /// Seconds since 1970, for what is written down.
    package let secondsSince1970: @Sendable () -> Double
    /// Waits that long, or until the task is cancelled.
    package let wait: @Sendable (Duration) async -> Void

    package init(
        elapsed: @escaping @Sendable () -> Duration, secondsSince1970: @escaping @Sendable () -> Double,
        wait: @escaping @Sendable (Duration) async -> Void
    ) {
        self.elapsed = elapsed
        self.secondsSince1970 = secondsSince1970
        self.wait = wait
    }
}

extension Duration {
    /// The duration in seconds, for reports.
    package var inSeconds: Double {
        let (seconds, attoseconds) = components
        return Double(seconds) + Double(attoseconds) * 1e-18
    }
}
