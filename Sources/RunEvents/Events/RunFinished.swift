/// The end of a run: the last event of a run log that was written to its end.
package struct RunFinished: Hashable, Sendable {
    package var elapsed: Duration
    /// The signal or the option that ended the run before all cases ran, such as `SIGINT`.
    package var interruptedBy: String?
    package var counts: VerdictCounts

    package init(elapsed: Duration, interruptedBy: String?, counts: VerdictCounts) {
        self.elapsed = elapsed
        self.interruptedBy = interruptedBy
        self.counts = counts
    }
}
