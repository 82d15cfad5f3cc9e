/// The access keys of configurations that a reset replaced, the latest of them.
///
/// By them a request is known that belongs to what was before the reset.
struct RetiredKeys {
    private var known: Set<String> = []
    private var order: [String] = []
    private var next = 0
    private static let capacity = 1024

    func contains(_ key: String) -> Bool { !known.isEmpty && known.contains(key) }

    /// Remembers a key; the one remembered longest goes when there are too many.
    mutating func insert(_ key: String) {
        guard known.insert(key).inserted else { return }
        if order.count < Self.capacity {
            order.append(key)
        } else {
            known.remove(order[next])
            order[next] = key
            next = (next + 1) % Self.capacity
        }
    }
}
