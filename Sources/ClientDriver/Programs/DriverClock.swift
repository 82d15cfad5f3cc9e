/// The time by which programs are waited for.
package struct DriverClock: Sendable {
    /// Time since some fixed point; never goes back.
    package let elapsed: @Sendable () -> Duration
    /// Waits that long, or until the task is cancelled.
    package let wait: @Sendable (Duration) async -> Void

    package init(
        elapsed: @escaping @Sendable () -> Duration, wait: @escaping @Sendable (Duration) async -> Void
    ) {
        self.elapsed = elapsed
        self.wait = wait
    }
}
