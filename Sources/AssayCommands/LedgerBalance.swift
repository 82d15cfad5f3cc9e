/// Folds a ledger into what is left of it.
package struct LedgerBalance: Hashable, Sendable {
    /// Sources that may still be there, in the order of their first create.
    package private(set) var left: [LedgerSource] = []
    private var open: Set<Create> = []

    /// A create without an answer yet. Runs at the same time may give the same number to different sources.
    private struct Create: Hashable, Sendable {
        let number: Int
        let source: LedgerSource
    }

    package init(_ entries: some Sequence<LedgerEntry>) {
        for entry in entries { add(entry) }
    }

    private mutating func add(_ entry: LedgerEntry) {
        switch entry.event {
        case .create:
            if let number = entry.number { open.insert(Create(number: number, source: entry.source)) }
            if !left.contains(entry.source) { left.append(entry.source) }
        case .created:
            if let number = entry.number { open.remove(Create(number: number, source: entry.source)) }
            if !left.contains(entry.source) { left.append(entry.source) }
            created.insert(entry.source)
        case .refused:
            if let number = entry.number { open.remove(Create(number: number, source: entry.source)) }
            // Another create of the same name may have come through, or may still be undecided.
            if !created.contains(entry.source), !open.contains(where: { $0.source == entry.source }) {
                left.removeAll { $0 == entry.source }
            }
        case .deleted:
            created.remove(entry.source)
            left.removeAll { $0 == entry.source }
        }
    }

    private var created: Set<LedgerSource> = []
}
