import ScenarioRunner
import Synchronization

/// The journals of the cases that are running, by the port of the listener that belongs to each.
final class CaseWitnesses: Sendable {
    private let journals = Mutex<[Int: CaseJournal]>([:])

    func set(_ journal: CaseJournal?, at port: Int) {
        journals.withLock { $0[port] = journal }
    }

    func journal(at port: Int) -> CaseJournal? {
        journals.withLock { $0[port] }
    }
}
