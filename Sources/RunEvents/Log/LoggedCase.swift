/// A case as a run log tells it: what was planned and how it ended.
package struct LoggedCase: Hashable, Sendable {
    package var planned: PlannedCase
    /// Where the log tells of no end, an inconclusive one that says so.
    package var finished: CaseFinished

    package init(planned: PlannedCase, finished: CaseFinished) {
        self.planned = planned
        self.finished = finished
    }
}
