import Synchronization

/// Counts its calls, from 1.
final class Counter: Sendable {
    private let count = Mutex(0)

    func next() -> String {
        count.withLock { count in
            count += 1
            return String(count)
        }
    }
}
