package import RunEvents

/// What a run came to.
package struct RunSummary: Hashable, Sendable {
    package let counts: VerdictCounts
    package let elapsed: Duration
    /// The signal or option that ended the run before its end.
    package let interruption: String?
    /// Why the run log is not whole.
    package let recordFailure: RecordFailure?
}
