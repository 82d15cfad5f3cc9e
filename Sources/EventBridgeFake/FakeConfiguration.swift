public import AWSWire

/// What a fake starts with.
public struct FakeConfiguration: Sendable {
    /// A source that is there from the start.
    public struct InitialSource: Hashable, Sendable {
        public var name: String
        public var account: String
        public var state: PartnerEventSource.State
        /// Whether the customer has a bus for it; as its state says where nil: ACTIVE and DELETED have one.
        public var hasBus: Bool?
        /// Where it is; the fake's first region where nil.
        public var region: String?
        /// Whose state it belongs to.
        public var namespace: String

        public init(
            name: String, account: String, state: PartnerEventSource.State = .pending,
            hasBus: Bool? = nil, region: String? = nil,
            namespace: String = FakeCredential.defaultNamespace
        ) {
            self.name = name
            self.account = account
            self.state = state
            self.hasBus = hasBus
            self.region = region
            self.namespace = namespace
        }
    }

    /// The region that signatures must be scoped to.
    public var region: String
    /// Further regions that the fake answers for, each with sources of its own.
    public var otherRegions: [String] = []
    /// The keys that are known; the documented example keys unless told otherwise.
    public var credentials: [FakeCredential] = [.example, .temporaryExample]
    public var sources: [InitialSource] = []
    /// How many sources a namespace may have in a region; nil for no quota.
    public var quota: Int?
    /// Whether every operation that can be disabled answers that it is.
    public var isDisabled = false
    public var policies = FakePolicies()
    /// Armed from the start, in the default namespace.
    public var faults: [Fault] = []
    /// How wrong the service's clock is, in verification and in the Date header.
    public var clockSkew = Duration.zero {
        didSet { clockSkew = clockSkew.bounded }
    }
    /// How far the lifecycle's time is from the clock's, to begin with.
    public var lifecycleOffset = Duration.zero {
        didSet { lifecycleOffset = lifecycleOffset.bounded }
    }
    /// What request ids are drawn from; random unless told otherwise.
    public var seed: UInt64?
    public var limits = FakeLimits()
    /// The time since 1970; nil for the clock of the machine. Taken when a fake starts: a reset keeps it.
    public var clock: (@Sendable () -> Duration)?

    public init(region: String) {
        self.region = region
    }
}
