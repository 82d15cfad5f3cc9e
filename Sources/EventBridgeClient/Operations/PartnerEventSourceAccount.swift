import JSONTree

/// An account that a partner event source was offered to; a member that the service left out is nil.
public struct PartnerEventSourceAccount: Hashable, Sendable {
    /// 12 digits.
    public var account: String?
    /// When the source was created, since 1970.
    public var creationTime: Duration?
    /// When the source is deleted unless the customer makes a bus for it, since 1970.
    public var expirationTime: Duration?
    public var state: EventSourceState?

    public init(
        account: String? = nil, creationTime: Duration? = nil, expirationTime: Duration? = nil,
        state: EventSourceState? = nil
    ) {
        self.account = account
        self.creationTime = creationTime
        self.expirationTime = expirationTime
        self.state = state
    }

    init(_ members: JSONObject) {
        self.init(
            account: members["Account"]?.string, creationTime: members["CreationTime"]?.timestamp,
            expirationTime: members["ExpirationTime"]?.timestamp,
            state: members["State"]?.string.map(EventSourceState.init(word:)))
    }
}
