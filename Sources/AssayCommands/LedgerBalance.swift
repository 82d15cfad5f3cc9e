/// Folds a ledger into what is left of it.
package struct LedgerBalance: Hashable, Sendable {
    /// Sources that may still be there, in the order of their first create.
    package private(set) var left: [LedgerSource] = []
    private var open: [Int: LedgerSource] = [:]

    package init(_ entries: some Sequence<LedgerEntry>) {
        for entry in entries { add(entry) }
    }

    private mutating func add(_ entry: LedgerEntry) {
        switch entry.event {
        case .create:
            if let number = entry.number { open[number] = entry.source }
            if !left.contains(entry.source) { left.append(entry.source) }
        case .created:
            if let number = entry.number { open[number] = nil }
            if !left.contains(entry.source) { left.append(entry.source) }
            created.insert(entry.source)
        case .refused:
            if let number = entry.number { open[number] = nil }
            // Another create of the same name may have come through, or may still be undecided.
            if !created.contains(entry.source), !open.values.contains(entry.source) {
                left.removeAll { $0 == entry.source }
            }
        case .deleted:
            created.remove(entry.source)
            left.removeAll { $0 == entry.source }
        }
    }

    private var created: Set<LedgerSource> = []
}
