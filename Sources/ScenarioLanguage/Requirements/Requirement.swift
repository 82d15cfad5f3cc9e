/// One numbered sentence of the contract.
package struct Requirement: Hashable, Sendable {
    package enum Level: String, Hashable, Sendable, CaseIterable {
        case must, should, may
    }

    /// Who has to see to it.
    package enum Actor: String, Hashable, Sendable, CaseIterable {
        case client, partner, endpoint
    }

    /// How sure we are that the service does so.
    package enum Certainty: String, Hashable, Sendable, CaseIterable {
        case verified, observed, documented, inferred
    }

    /// How it is checked.
    package init(
        id: String, level: Level, actor: Actor, text: String, source: Source, certainty: Certainty,
        verification: Verification
    ) {
        self.id = id
        self.level = level
        self.actor = actor
        self.text = text
        self.source = source
        self.certainty = certainty
        self.verification = verification
    }

    package enum Verification: Hashable, Sendable {
        case automatic
        case attested
        case notTested(reason: String)
    }

    package struct Source: Hashable, Sendable {
        package var title: String?
        package var uri: String?

        package init(title: String?, uri: String?) {
            self.title = title
            self.uri = uri
        }
    }

    /// As `CPES-ERR-001`.
    package var id: String
    package var level: Level
    package var actor: Actor
    package var text: String
    package var source: Source
    package var certainty: Certainty
    package var verification: Verification

    /// The part between the dashes: `ERR`.
    package var area: String {
        let parts = id.split(separator: "-")
        return parts.count == 3 ? String(parts[1]) : ""
    }
}
