package import Diagnostics

/// What the target must have received during a step.
package struct WireExpectation: Hashable, Sendable {
    /// What the target must have found of the signature.
    package enum Signature: String, Hashable, Sendable, CaseIterable {
        case valid, invalid, none
    }

    /// How many requests, with the place that says so; nil for at least one.
    package var attempts: Attempts?
    package var operations: Operations?
    package var method: MatcherNode?
    package var path: MatcherNode?
    package var target: MatcherNode?
    package var signed: SignatureCheck?
    package var signedHeaders: MatcherNode?
    package var scopeRegion: MatcherNode?
    package var scopeService: MatcherNode?
    package var headers: [NamedMatcher]
    package var body: MatcherNode?
    package var bodyText: MatcherNode?
    package var same: [Comparison]
    package var changes: [Comparison]
    package var gaps: [Gap]
    /// Whether a target without a journal leaves out this check alone.
    package var isOnlyWhereWitnessed: Bool
    package var requirement: String?
    package var place: Place

    package struct Attempts: Hashable, Sendable {
        package var count: CountRange
        package var place: Place
    }

    package struct Operations: Hashable, Sendable {
        package var names: [String]
        package var place: Place
    }

    package struct SignatureCheck: Hashable, Sendable {
        package var signature: Signature
        package var place: Place
    }

    /// What is compared between the attempts.
    package struct Comparison: Hashable, Sendable {
        package enum Subject: Hashable, Sendable {
            case body
            case path
            case header(String)
        }

        package var subject: Subject
        package var place: Place
    }

    /// The pause between one attempt and the next.
    package struct Gap: Hashable, Sendable {
        package var minimum: Duration?
        package var maximum: Duration?
        package var place: Place
    }
}
