import JSONTree

/// A partner event source as its customer sees it; a member that the service left out is nil.
public struct EventSource: Hashable, Sendable {
    /// The ARN of the source.
    public var arn: String?
    /// The partner that created it.
    public var createdBy: String?
    /// When it was created, since 1970.
    public var creationTime: Duration?
    /// When it is deleted unless the customer makes a bus for it, since 1970.
    public var expirationTime: Duration?
    public var name: String?
    public var state: EventSourceState?

    public init(
        arn: String? = nil, createdBy: String? = nil, creationTime: Duration? = nil,
        expirationTime: Duration? = nil, name: String? = nil, state: EventSourceState? = nil
    ) {
        self.arn = arn
        self.createdBy = createdBy
        self.creationTime = creationTime
        self.expirationTime = expirationTime
        self.name = name
        self.state = state
    }

    init(_ members: JSONObject) {
        self.init(
            arn: members["Arn"]?.string, createdBy: members["CreatedBy"]?.string,
            creationTime: members["CreationTime"]?.timestamp,
            expirationTime: members["ExpirationTime"]?.timestamp, name: members["Name"]?.string,
            state: members["State"]?.string.map(EventSourceState.init(word:)))
    }
}

extension JSONValue {
    /// A whole number.
    var integer: Int? {
        if case .number(let number) = self { number.int } else { nil }
    }

    /// A number of seconds since 1970.
    var timestamp: Duration? {
        guard case .number(let number) = self, number.double.magnitude < 1e15 else { return nil }
        return .seconds(number.double)
    }

    /// A time as the service reads it: seconds since 1970, to the microsecond.
    init(timestamp time: Duration) {
        let (seconds, attoseconds) = time.components
        let fraction = Double(attoseconds / 1_000_000_000_000) / 1_000_000
        self = .number(JSONNumber(Double(seconds) + fraction))
    }
}
