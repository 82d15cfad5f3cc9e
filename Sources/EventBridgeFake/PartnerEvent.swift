/// An event that a partner put and the fake accepted.
public struct PartnerEvent: Hashable, Sendable {
    /// The id that the partner was told.
    public let id: String
    /// The name of the source, which is also the name of the bus.
    public let source: String
    /// The customer's account.
    public let account: String
    public let region: String
    public let detailType: String
    /// JSON as the partner wrote it.
    public let detail: String
    public let resources: [String]
    /// The partner's own time in seconds since 1970; nil where it gave none.
    public let time: Double?
    /// Since 1970, by the clock of the lifecycle.
    public let receivedAt: Duration
    /// Whether it reached the customer's bus: a source that is PENDING accepts events and drops them.
    public let isDelivered: Bool

    /// The bytes that keeping it costs, roughly.
    var weight: Int {
        id.utf8.count + source.utf8.count + detailType.utf8.count + detail.utf8.count
            + resources.reduce(0) { $0 + $1.utf8.count }
    }
}
