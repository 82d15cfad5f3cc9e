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
