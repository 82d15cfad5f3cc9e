import AWSWire

/// Everything of a fake that changes, under one lock.
struct FakeState {
    private(set) var setting: Setting
    /// The keys that it began with; others may have joined them or taken their places since.
    private(set) var firstCredentials: [FakeCredential]
    /// Which of its beginnings the fake is in: a request of an earlier one is a stray.
    private(set) var epoch = 0
    private(set) var namespaces: [String: NamespaceState] = [:]
    var journal: Journal
    /// The number of the last request.
    var sequence = 0
    var random: SplitMix
    var date = HTTPDate()
    private(set) var retired = RetiredKeys()
    /// How many requests came late, with a key of what was before a reset.
    var strays = 0
    private var lastFaultID = 0
    /// Whether some fault must be known before a request's signature is looked at.
    private(set) var hasClockSkew = false
    /// Whether some fault befalls connections, before there is a request.
    private(set) var hasConnectionFaults = false

    init(_ setting: Setting, now: Duration) {
        self.setting = setting
        firstCredentials = setting.configuration.credentials
        journal = Journal(limits: setting.configuration.limits)
        random = SplitMix(seed: 0)
        start(now)
    }

    // MARK: beginning

    /// Begins anew with another configuration; only which keys were known before is kept.
    mutating func reset(to new: Setting, now: Duration) {
        retireKeys(notIn: new)
        setting = new
        firstCredentials = new.configuration.credentials
        epoch += 1
        namespaces.removeAll(keepingCapacity: true)
        noteFaults()
        lastFaultID = 0
        journal = Journal(limits: new.configuration.limits)
        sequence = 0
        strays = 0
        start(now)
    }

    /// Begins anew in one namespace: what the configuration says of it, no faults, nothing in the journal.
    mutating func reset(namespace: String, now: Duration) {
        namespaces[namespace] = nil
        journal.removeAll(of: namespace)
        fill([namespace], now)
        noteFaults()
    }

    /// Takes a namespace away with all that it holds.
    mutating func forget(namespace: String) {
        namespaces[namespace] = nil
        journal.removeAll(of: namespace)
        noteFaults()
    }

    /// Goes on with another configuration: keys and policies change, what is held stays.
    mutating func change(to new: Setting) {
        retireKeys(notIn: new)
        setting = new
    }

    private mutating func retireKeys(notIn new: Setting) {
        for key in setting.credentials.keys where new.credentials[key] == nil { retired.insert(key) }
    }

    private mutating func start(_ now: Duration) {
        let configuration = setting.configuration
        random = SplitMix(seed: configuration.seed ?? .random(in: .min ... .max))
        fill(nil, now)
    }

    /// Puts what the configuration says into these namespaces, or into all.
    private mutating func fill(_ chosen: Set<String>?, _ now: Duration) {
        let configuration = setting.configuration
        if chosen?.contains(FakeCredential.defaultNamespace) ?? true {
            for fault in configuration.faults {
                _ = arm(fault, in: FakeCredential.defaultNamespace, at: now)
            }
        }
        for source in configuration.sources where chosen?.contains(source.namespace) ?? true {
            add(source, now: now)
        }
    }

    // MARK: namespaces

    /// Works on what a namespace holds; it is there from its first use on.
    mutating func inNamespace<Result>(
        _ name: String, _ body: (inout NamespaceState) -> Result
    ) -> Result {
        body(&namespaces[name, default: NamespaceState(setting.configuration)])
    }

    /// Works on the namespace that an access key opens; the default one where the key is not known.
    mutating func inNamespace<Result>(
        ofKey key: String?, _ body: (inout NamespaceState) -> Result
    ) -> Result {
        let credential = key.flatMap { setting.credentials[$0] }
        return inNamespace(credential?.namespace ?? FakeCredential.defaultNamespace, body)
    }

    /// Adds a source without asking any rule, and its customer's bus where it has one.
    mutating func add(_ source: FakeConfiguration.InitialSource, now: Duration) {
        let region = source.region ?? setting.configuration.region
        let partition = setting.partition(of: region)
        inNamespace(source.namespace) { namespace in
            let time = now + namespace.lifecycleOffset
            var state = namespace.regions[region] ?? RegionState()
            state.sources.add(
                PartnerEventSource(
                    name: source.name, account: source.account, region: region, state: source.state,
                    createdAt: time, arn: "arn:\(partition):events:\(region)::event-source/\(source.name)"))
            if source.hasBus ?? (source.state != .pending) {
                let arn = "arn:\(partition):events:\(region):\(source.account):event-bus/\(source.name)"
                state.buses.add(
                    EventBus(
                        name: source.name, account: source.account, region: region, arn: arn,
                        sourceName: source.name, createdAt: time))
            }
            namespace.regions[region] = state
        }
    }

    // MARK: faults

    /// Arms a fault behind those that are armed in a namespace; returns its id, which no other fault has.
    mutating func arm(_ fault: Fault, in namespace: String, at now: Duration) -> Int {
        lastFaultID += 1
        let id = lastFaultID
        inNamespace(namespace) { $0.book.arm(fault, id: id, at: now) }
        noteFaults()
        return id
    }

    /// Takes a fault away; tells whether it was armed.
    mutating func disarm(_ id: Int) -> Bool {
        defer { noteFaults() }
        for name in namespaces.keys where inNamespace(name, { $0.book.disarm(id) }) { return true }
        return false
    }

    /// Takes all faults of a namespace away, or those of all.
    mutating func disarmAll(in namespace: String?) {
        for name in namespaces.keys where namespace == nil || name == namespace {
            inNamespace(name) { $0.book.disarmAll() }
        }
        noteFaults()
    }

    private mutating func noteFaults() {
        hasClockSkew = namespaces.values.contains { $0.book.hasClockSkew }
        hasConnectionFaults = namespaces.values.contains { $0.book.hasConnectionFaults }
    }

    /// Draws what befalls a connection that is made now: whose it will be is not known yet, so every namespace counts.
    mutating func drawForConnection(at now: Duration) -> [FaultAction] {
        guard hasConnectionFaults else { return [] }
        return namespaces.keys.sorted().flatMap { name in
            inNamespace(name) { $0.book.drawForConnection(at: now) }
        }
    }

    /// Until when nothing is to listen; nil where no fault says so.
    var refusedUntil: Duration? {
        hasConnectionFaults ? namespaces.values.compactMap(\.book.refusedUntil).max() : nil
    }
}
