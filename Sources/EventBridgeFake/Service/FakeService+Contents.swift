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

    /// The sources of a namespace, in order of name and region; deleted ones that the customer still sees too.
    package func sources(of namespace: String) -> [PartnerEventSource] {
        let tables = state.withLock { state in
            state.tables.filter { $0.key.namespace == namespace }.map(\.value)
        }
        return tables.flatMap(\.all).sorted { ($0.name, $0.region) < ($1.name, $1.region) }
    }

    /// Adds a source without asking any rule.
    package func add(_ source: FakeConfiguration.InitialSource, now: Duration) {
        state.withLock { $0.add(source, now: now) }
    }

    /// Arms a fault behind those that are armed; returns its id.
    package func arm(_ fault: Fault, at now: Duration) -> Int {
        state.withLock { $0.book.arm(fault, at: now) }
    }

    /// Takes a fault away; tells whether it was armed.
    package func disarm(_ id: Int) -> Bool {
        state.withLock { $0.book.disarm(id) }
    }

    package func disarmAll() {
        state.withLock { $0.book.disarmAll() }
    }

    /// The armed faults in order.
    package var faults: [FaultStanding] { state.withLock { $0.book.standings } }
}
