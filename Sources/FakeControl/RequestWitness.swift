import EventBridgeFake
import HTTPWire
import Synchronization

/// What is remembered of requests beside the journal: what of the contract they exercised, and who waits for them.
final class RequestWitness: Sendable {
    private struct State {
        var tallies: [String: ContractTally] = [:]
        var waits: [Int: RequestWait] = [:]
        var lastWait = 0
    }

    /// How many may wait at a time.
    private static let maximumWaits = 256
    /// How many namespaces are counted apart.
    private static let maximumNamespaces = 10_000

    private let state = Mutex(State())

    /// Takes note of a request that was answered and written into the journal.
    func note(_ entry: JournalEntry) {
        let waits = state.withLock { state in
            if state.tallies[entry.namespace] != nil || state.tallies.count < Self.maximumNamespaces {
                state.tallies[entry.namespace, default: ContractTally()].count(entry)
            }
            return state.waits.isEmpty ? [] : Array(state.waits.values)
        }
        for wait in waits where wait.isMet(by: entry) { remove(wait) }
    }

    /// What the requests of a namespace, or of all, exercised so far.
    func tally(of namespace: String?) -> ContractTally {
        state.withLock { state in
            guard let namespace else { return state.tallies.values.reduce(ContractTally()) { $0.adding($1) } }
            return state.tallies[namespace] ?? ContractTally()
        }
    }

    /// Forgets what the requests of a namespace, or of all, exercised.
    func forget(_ namespace: String?) {
        state.withLock { state in
            if let namespace { state.tallies[namespace] = nil } else { state.tallies = [:] }
        }
    }

    /// Lets somebody wait; false when too many do. From then on no request is missed.
    func add(_ wait: RequestWait) -> Bool {
        state.withLock { state in
            // Those whose time is over, or whose client has gone.
            state.waits = state.waits.filter { $0.value.isOpen }
            guard state.waits.count < Self.maximumWaits else { return false }
            state.lastWait += 1
            wait.number.withLock { $0 = state.lastWait }
            state.waits[state.lastWait] = wait
            return true
        }
    }

    func remove(_ wait: RequestWait) {
        let number = wait.number.withLock { $0 }
        state.withLock { $0.waits[number] = nil }
    }
}
