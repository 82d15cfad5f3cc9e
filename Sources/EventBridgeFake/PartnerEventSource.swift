/// A partner event source as the fake holds it.
public struct PartnerEventSource: Hashable, Sendable {
    public enum State: String, CaseIterable, Sendable {
        case pending = "PENDING"
        case active = "ACTIVE"
        case deleted = "DELETED"
    }

    public let name: String
    /// The customer's account.
    public let account: String
    public let region: String
    public internal(set) var state: State
    /// Since 1970, by the clock of the lifecycle.
    public let createdAt: Duration
    public let arn: String
}
