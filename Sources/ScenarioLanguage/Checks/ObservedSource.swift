/// A source that the target holds.
package struct ObservedSource: Hashable, Sendable {
    package var name: String
    package var account: String
    /// `PENDING`, `ACTIVE` or `DELETED`.
    package var state: String
    package var arn: String
    /// Whether its customer has a bus for it.
    package var hasBus: Bool
    /// How many events have reached that bus.
    package var events: Int

    package init(
        name: String, account: String, state: String, arn: String, hasBus: Bool = false, events: Int = 0
    ) {
        self.name = name
        self.account = account
        self.state = state
        self.arn = arn
        self.hasBus = hasBus
        self.events = events
    }
}
