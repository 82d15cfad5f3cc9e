import AWSWire

/// Everything of a fake that changes, under one lock.
struct FakeState {
    struct Place: Hashable {
        let namespace: String
        let region: String
    }

    private(set) var setting: Setting
    var tables: [Place: SourceTable] = [:]
    var book = FaultBook()
    var journal: Journal
    /// The number of the last request.
    var sequence = 0
    var random: SplitMix
    var date = HTTPDate()
    private(set) var retired = RetiredKeys()
    /// How many requests came late, with a key of what was before a reset.
    var strays = 0

    init(_ setting: Setting, now: Duration) {
        self.setting = setting
        journal = Journal(limits: setting.configuration.limits)
        random = SplitMix(seed: 0)
        start(now)
    }

    /// Begins anew with another configuration; only which keys were known before is kept.
    mutating func reset(to new: Setting, now: Duration) {
        for key in setting.credentials.keys where new.credentials[key] == nil { retired.insert(key) }
        setting = new
        tables.removeAll(keepingCapacity: true)
        book = FaultBook()
        journal = Journal(limits: new.configuration.limits)
        sequence = 0
        strays = 0
        start(now)
    }

    private mutating func start(_ now: Duration) {
        let configuration = setting.configuration
        random = SplitMix(seed: configuration.seed ?? .random(in: .min ... .max))
        for fault in configuration.faults { _ = book.arm(fault, at: now) }
        for source in configuration.sources { add(source, now: now) }
    }

    /// Adds a source without asking any rule.
    mutating func add(_ source: FakeConfiguration.InitialSource, now: Duration) {
        let region = setting.configuration.region
        let arn = "arn:\(setting.partition(of: region)):events:\(region)::event-source/\(source.name)"
        tables[Place(namespace: source.namespace, region: region), default: SourceTable()].add(
            PartnerEventSource(
                name: source.name, account: source.account, region: region, state: source.state,
                createdAt: now + setting.configuration.lifecycleOffset, arn: arn))
    }
}
