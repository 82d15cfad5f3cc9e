/// The moment at which a case began.
package struct CaseStarted: Hashable, Sendable {
    package var index: Int
    /// The time since the start of the run.
    package var offset: Duration

    package init(index: Int, offset: Duration) {
        self.index = index
        self.offset = offset
    }
}
