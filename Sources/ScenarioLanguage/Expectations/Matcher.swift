package import Diagnostics
package import JSONTree

/// A matcher and the place where it is written, which is what a mismatch points at.
package struct MatcherNode: Hashable, Sendable {
    package var matcher: Matcher
    package var place: Place

    package init(_ matcher: Matcher, place: Place) {
        self.matcher = matcher
        self.place = place
    }
}

/// A condition on one value of an answer.
package indirect enum Matcher: Hashable, Sendable {
    /// The same value: numbers by value, objects member by member in any order.
    case equals(ValueTemplate)
    /// An object with these members; others may be there.
    case members([NamedMatcher])
    /// A list with exactly these items.
    case items([MatcherNode])
    /// A text that the whole expression matches.
    case matches(PatternTemplate)
    case startsWith(TextTemplate)
    case endsWith(TextTemplate)
    /// A list with an item that matches, or a text that has the text in it.
    case contains(MatcherNode)
    case oneOf([MatcherNode])
    case allOf([MatcherNode])
    case not(MatcherNode)
    case type(ValueType)
    case length(CountRange)
    case atLeast(JSONNumber)
    case atMost(JSONNumber)
    case absent
    case each(MatcherNode)
    case arn(ARNMatcher)
    case uuid
}

/// A matcher for the value of one name: a member, a header.
package struct NamedMatcher: Hashable, Sendable {
    package var name: String
    package var node: MatcherNode

    package init(name: String, node: MatcherNode) {
        self.name = name
        self.node = node
    }
}

/// The names under which a scenario writes matchers.
package enum MatcherName: String, Hashable, Sendable, CaseIterable {
    case equals
    case matches
    case startsWith = "starts-with"
    case endsWith = "ends-with"
    case contains
    case oneOf = "one-of"
    case allOf = "all-of"
    case not
    case type
    case length
    case atLeast = "at-least"
    case atMost = "at-most"
    case absent
    case each
    case arn
    case uuid
}

/// The types that `type` tells apart.
package enum ValueType: String, Hashable, Sendable, CaseIterable {
    case text, number, integer, boolean, list, object, null
}

/// How many there must be.
package struct CountRange: Hashable, Sendable, CustomStringConvertible {
    package var minimum: Int?
    package var maximum: Int?

    package init(minimum: Int? = nil, maximum: Int? = nil) {
        self.minimum = minimum
        self.maximum = maximum
    }

    /// Exactly this many.
    package init(_ count: Int) {
        self.init(minimum: count, maximum: count)
    }

    package func contains(_ count: Int) -> Bool {
        count >= minimum ?? 0 && count <= maximum ?? .max
    }

    package var description: String {
        switch (minimum, maximum) {
        case (let least?, let most?): least == most ? "\(least)" : "\(least) to \(most)"
        case (let least?, nil): "at least \(least)"
        case (nil, let most?): "at most \(most)"
        case (nil, nil): "any number"
        }
    }
}

/// Conditions on the parts of an ARN; a part without one may be anything.
package struct ARNMatcher: Hashable, Sendable {
    /// The five parts after `arn`.
    package enum Part: String, Hashable, Sendable, CaseIterable {
        case partition, service, region, account, resource
    }

    package var parts: [Part: MatcherNode] = [:]

    package init(_ parts: [Part: MatcherNode] = [:]) {
        self.parts = parts
    }
}
