/// The last requests in order of arrival, within bounds.
struct Journal {
    private var entries: [JournalEntry?] = []
    /// What each entry weighs: asking the entry itself would copy it.
    private var weights: [Int] = []
    /// Where the oldest kept entry is; what lies before it has been dropped.
    private var start = 0
    private var bytes = 0
    private let maximumEntries: Int
    private let maximumBytes: Int
    /// How many entries were dropped to keep within the bounds.
    private(set) var dropped = 0

    init(limits: FakeLimits) {
        maximumEntries = max(1, limits.journalEntries)
        maximumBytes = limits.journalBytes
    }

    /// Adds an entry; the oldest ones go where it would be too much, this one never.
    mutating func append(_ entry: JournalEntry) {
        let weight = entry.weight
        entries.append(entry)
        weights.append(weight)
        bytes += weight
        while entries.count - start > maximumEntries || (bytes > maximumBytes && entries.count - start > 1) {
            bytes -= weights[start]
            entries[start] = nil
            start += 1
            dropped += 1
        }
        // Moving what is kept to the front only now and then keeps the cost of dropping constant.
        if start > 1024 && start > entries.count / 2 {
            entries.removeFirst(start)
            weights.removeFirst(start)
            start = 0
        }
    }

    /// Takes out what belongs to a namespace; it does not count as dropped.
    mutating func removeAll(of namespace: String) {
        let kept = entries[start...].compactMap(\.self).filter { $0.namespace != namespace }
        entries = kept
        weights = kept.map(\.weight)
        bytes = weights.reduce(0, +)
        start = 0
    }

    /// What is kept, ordered by arrival.
    var kept: [JournalEntry] {
        entries[start...].compactMap(\.self).sorted { $0.sequence < $1.sequence }
    }

    var count: Int { entries.count - start }
}
