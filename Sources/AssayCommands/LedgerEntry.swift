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
    package let kind: LedgerKind
    /// Which create of the run the line is about; a delete carries no number.
    package let number: Int?
    package let endpoint: String
    package let region: String
    package let name: String
    package let account: String
    /// Seconds since 1970.
    package let time: Double

    package init(
        event: Event, kind: LedgerKind = .source, number: Int?, endpoint: String, region: String,
        name: String,
        account: String, time: Double
    ) {
        self.event = event
        self.kind = kind
        self.number = number
        self.endpoint = endpoint
        self.region = region
        self.name = name
        self.account = account
        self.time = time
    }

    /// What the line is about.
    package var item: LedgerItem {
        LedgerItem(kind: kind, endpoint: endpoint, region: region, name: name, account: account)
    }
}

/// What a create can leave behind.
package enum LedgerKind: String, CaseIterable, Hashable, Sendable {
    /// A partner event source, of the account that it is for.
    case source
    /// An event bus, of whoever makes the call.
    case bus
}

/// What was created, as far as it takes to delete it.
package struct LedgerItem: Hashable, Sendable {
    package let kind: LedgerKind
    package let endpoint: String
    package let region: String
    package let name: String
    /// Empty for a bus: it is the caller's.
    package let account: String

    package init(kind: LedgerKind, endpoint: String, region: String, name: String, account: String) {
        self.kind = kind
        self.endpoint = endpoint
        self.region = region
        self.name = name
        self.account = account
    }
}
