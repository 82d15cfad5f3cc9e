import JSONTree

/// One line of a ledger: what was about to be created, or what became of it.
package struct LedgerEntry: Hashable, Sendable {
    /// What the line says.
    package enum Event: String, CaseIterable, Hashable, Sendable {
        /// A create is about to be sent.
        case create
        /// The service said yes.
        case created
        /// The service said no for certain, so that whatever bears the name is not ours.
        case refused
        /// A delete was answered with success.
        case deleted
    }

    package let event: Event
    /// Which create of the run the line is about; a delete carries no number.
    package let number: Int?
    package let endpoint: String
    package let region: String
    package let name: String
    package let account: String
    /// Seconds since 1970.
    package let time: Double

    package init(
        event: Event, number: Int?, endpoint: String, region: String, name: String, account: String,
        time: Double
    ) {
        self.event = event
        self.number = number
        self.endpoint = endpoint
        self.region = region
        self.name = name
        self.account = account
        self.time = time
    }

    /// The source that the line is about.
    package var source: LedgerSource {
        LedgerSource(endpoint: endpoint, region: region, name: name, account: account)
    }
}

/// A partner event source as far as it takes to delete it.
package struct LedgerSource: Hashable, Sendable {
    package let endpoint: String
    package let region: String
    package let name: String
    package let account: String
}

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
