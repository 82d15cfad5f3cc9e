import Synchronization

/// What further attempts are paid from, shared by all calls of a client.
final class RetryQuota: Sendable {
    static let capacity = 500

    private let left = Mutex(capacity)

    /// Takes the cost of an attempt; false when there is not enough left.
    func spend(_ cost: Int) -> Bool {
        left.withLock { left in
            guard left >= cost else { return false }
            left -= cost
            return true
        }
    }

    /// Gives back after a success: what its last attempt cost, or 1 when it was the first.
    func giveBack(_ cost: Int) {
        left.withLock { $0 = min(Self.capacity, $0 + cost) }
    }
}
