/// How long a client may take besides its call, and how much it may say.
package struct DriverBounds: Hashable, Sendable {
    /// How long a client may need to start.
    package var startUp: Duration
    /// How long it may take to end once it was asked to.
    package var grace: Duration
    /// How many bytes of each of its outputs are kept.
    package var maximumOutput: Int

    package init(startUp: Duration, grace: Duration, maximumOutput: Int) {
        self.startUp = startUp
        self.grace = grace
        self.maximumOutput = maximumOutput
    }
}
