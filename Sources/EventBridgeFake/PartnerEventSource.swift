/// A partner event source as the fake holds it.
public struct PartnerEventSource: Hashable, Sendable {
    public enum State: String, CaseIterable, Sendable {
        case pending = "PENDING"
        case active = "ACTIVE"
        /// Deleted by the partner; the customer, who has a bus for it, still sees it.
        case deleted = "DELETED"
    }

    public let name: String
    /// The customer's account.
    public let account: String
    public let region: String
    public internal(set) var state: State {
        didSet { if state != .pending { pendingSince = nil } }
    }
    /// Since 1970, by the clock of the lifecycle.
    public let createdAt: Duration
    /// Since when it has been PENDING, by the clock of the lifecycle; nil in any other state.
    public internal(set) var pendingSince: Duration?
    public let arn: String

    init(
        name: String, account: String, region: String, state: State, createdAt: Duration, arn: String
    ) {
        self.name = name
        self.account = account
        self.region = region
        self.state = state
        self.createdAt = createdAt
        pendingSince = state == .pending ? createdAt : nil
        self.arn = arn
    }

    /// Goes back to PENDING; the time until it expires begins now, unless it was running already.
    mutating func suspend(at now: Duration) {
        guard state != .pending else { return }
        state = .pending
        pendingSince = now
    }
}
