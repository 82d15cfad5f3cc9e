/// A customer's event bus as the fake holds it.
public struct EventBus: Hashable, Sendable {
    public let name: String
    /// The account that it belongs to.
    public let account: String
    public let region: String
    public let arn: String
    /// The partner event source that it is matched with; nil for a bus of the customer's own.
    public let sourceName: String?
    /// Since 1970, by the clock of the lifecycle.
    public let createdAt: Duration
    /// How many events have reached it.
    public internal(set) var receivedEvents = 0
}
