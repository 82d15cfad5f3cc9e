/// Folds a ledger into what is left of it.
package struct LedgerBalance: Hashable, Sendable {
    /// Sources and buses that may still be there, in the order of their first create.
    package private(set) var left: [LedgerItem] = []
    private var open: Set<Create> = []

    /// A create without an answer yet. Runs at the same time may give the same number to different sources.
    private struct Create: Hashable, Sendable {
        let number: Int
        let item: LedgerItem
    }

    package init(_ entries: some Sequence<LedgerEntry>) {
        for entry in entries { add(entry) }
    }

    private mutating func add(_ entry: LedgerEntry) {
        switch entry.event {
        case .create:
            if let number = entry.number { open.insert(Create(number: number, item: entry.item)) }
            if !left.contains(entry.item) { left.append(entry.item) }
        case .created:
            if let number = entry.number { open.remove(Create(number: number, item: entry.item)) }
            if !left.contains(entry.item) { left.append(entry.item) }
            created.insert(entry.item)
        case .refused:
            if let number = entry.number { open.remove(Create(number: number, item: entry.item)) }
            // Another create of the same name may have come through, or may still be undecided.
            if !created.contains(entry.item), !open.contains(where: { $0.item == entry.item }) {
                left.removeAll { $0 == entry.item }
            }
        case .deleted:
            created.remove(entry.item)
            left.removeAll { $0 == entry.item }
        }
    }

    private var created: Set<LedgerItem> = []
}
