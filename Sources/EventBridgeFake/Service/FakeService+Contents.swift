package import AWSWire
import Synchronization

/// What the service holds, for those who set it up and look at it afterwards.
extension FakeService {
    package var configuration: FakeConfiguration { state.withLock { $0.setting.configuration } }

    /// What was received, in order of arrival; the oldest requests may have been dropped.
    package var journal: [JournalEntry] { state.withLock { $0.journal.kept } }

    /// How many requests were dropped from the journal to keep it within its bounds.
    package var droppedJournalEntries: Int { state.withLock { $0.journal.dropped } }

    /// How many requests came with a key of before a reset.
    package var strayRequests: Int { state.withLock { $0.strays } }

    /// The names of the namespaces that hold anything, in order.
    package var namespaces: [String] { state.withLock { $0.namespaces.keys.sorted() } }

    /// The sources of a namespace, in order of name and region; deleted ones that the customer still sees too.
    package func sources(of namespace: String) -> [PartnerEventSource] {
        regions(of: namespace).flatMap(\.sources.all).sorted { ($0.name, $0.region) < ($1.name, $1.region) }
    }

    /// The customers' buses of a namespace, in order of account, name and region.
    package func buses(of namespace: String) -> [EventBus] {
        regions(of: namespace).flatMap(\.buses.all).sorted {
            ($0.account, $0.name, $0.region) < ($1.account, $1.name, $1.region)
        }
    }

    /// The last events that a namespace accepted, region by region in order of arrival.
    package func events(of namespace: String) -> [PartnerEvent] {
        regions(of: namespace).flatMap(\.events.kept)
    }

    /// In order of the regions' names.
    private func regions(of namespace: String) -> [RegionState] {
        let regions = state.withLock { $0.namespaces[namespace]?.regions ?? [:] }
        return regions.sorted { $0.key < $1.key }.map(\.value)
    }

    /// Adds a source without asking any rule.
    package func add(_ source: FakeConfiguration.InitialSource, now: Duration) {
        state.withLock { $0.add(source, now: now) }
    }

    /// Begins anew in one namespace, as the configuration says; its faults and journal entries go.
    package func reset(namespace: String, now: Duration) {
        state.withLock { $0.reset(namespace: namespace, now: now) }
        followRefusals()
    }
}

/// The lifecycle's time and bounds of a namespace.
extension FakeService {
    /// The lifecycle's time in a namespace, since 1970.
    package func lifecycleTime(of namespace: String, now: Duration) -> Duration {
        now + state.withLock { $0.inNamespace(namespace) { $0.lifecycleOffset } }
    }

    /// Moves the lifecycle's time of a namespace; what is due by then has happened on return.
    package func moveLifecycle(of namespace: String, by interval: Duration, now: Duration) {
        state.withLock { state in
            let expiry = state.setting.policies.pendingExpiry
            state.inNamespace(namespace) {
                $0.lifecycleOffset += interval
                $0.sweep(at: now, expiry: expiry)
            }
        }
    }

    /// Lets happen what is due in a namespace by now.
    package func settle(_ namespace: String, now: Duration) {
        moveLifecycle(of: namespace, by: .zero, now: now)
    }

    package func setQuota(_ quota: Int?, of namespace: String) {
        state.withLock { $0.inNamespace(namespace) { $0.quota = quota } }
    }

    package func setDisabled(_ isDisabled: Bool, of namespace: String) {
        state.withLock { $0.inNamespace(namespace) { $0.isDisabled = isDisabled } }
    }
}

/// The faults armed on the service.
extension FakeService {
    /// Arms a fault behind those that are armed in a namespace; returns its id.
    package func arm(
        _ fault: Fault, in namespace: String = FakeCredential.defaultNamespace, at now: Duration
    ) -> Int {
        let id = state.withLock { $0.arm(fault, in: namespace, at: now) }
        followRefusals()
        return id
    }

    /// Takes a fault away; tells whether it was armed.
    package func disarm(_ id: Int) -> Bool {
        let wasArmed = state.withLock { $0.disarm(id) }
        followRefusals()
        return wasArmed
    }

    /// Takes all faults of a namespace away, or those of all.
    package func disarmAll(in namespace: String? = nil) {
        state.withLock { $0.disarmAll(in: namespace) }
        followRefusals()
    }

    /// The armed faults of all namespaces, in the order they were armed.
    package var faults: [FaultStanding] {
        state.withLock { $0.namespaces.values.flatMap(\.book.standings) }.sorted { $0.id < $1.id }
    }

    /// The armed faults of a namespace, in the order they were armed.
    package func faults(of namespace: String) -> [FaultStanding] {
        state.withLock { $0.namespaces[namespace]?.book.standings ?? [] }
    }
}
