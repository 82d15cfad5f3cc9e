import RunEvents
import Synchronization

/// How far the workers of a run are.
final class RunPosition: Sendable {
    private struct State {
        var order: ArraySlice<Int>
        var isCutShort = false
        var counts = VerdictCounts()
    }

    private let state: Mutex<State>

    init(order: [Int]) {
        state = Mutex(State(order: order[...]))
    }

    func next() -> Int? {
        state.withLock { $0.isCutShort ? nil : $0.order.popFirst() }
    }

    func cutShort() {
        state.withLock { $0.isCutShort = !$0.order.isEmpty }
    }

    func count(_ finished: CaseFinished) {
        state.withLock { $0.counts.count(finished) }
    }

    var isCutShort: Bool { state.withLock { $0.isCutShort } }
    var counts: VerdictCounts { state.withLock { $0.counts } }
    /// The cases that nobody took, in plan order.
    var unstarted: [Int] { state.withLock { $0.order.sorted() } }
}
