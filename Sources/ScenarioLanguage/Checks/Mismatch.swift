package import Diagnostics

/// One difference between what was expected and what was found.
package struct Mismatch: Hashable, Sendable {
    /// Which expectation it is a difference from.
    package enum Kind: String, Hashable, Sendable, CaseIterable {
        case response, error, failure, status, headers, body, within, wire, state, answers
    }

    package var kind: Kind
    /// Where in the value: `EventSourceArn`, `PartnerEventSources[0].Name`, a header's name; empty for the whole.
    package var path: String
    package var expected: String
    package var actual: String
    /// The expectation's own place.
    package var place: Place
    package var requirement: String?

    package init(
        kind: Kind, path: String = "", expected: String, actual: String, place: Place,
        requirement: String? = nil
    ) {
        self.kind = kind
        self.path = path
        self.expected = expected
        self.actual = actual
        self.place = place
        self.requirement = requirement
    }

    /// One sentence, lower case and without a full stop; the first line of every report of it.
    package var message: String {
        let subject = path.isEmpty ? kind.rawValue : "\(kind.rawValue) \(path)"
        return "\(subject): expected \(expected), found \(actual)"
    }
}
