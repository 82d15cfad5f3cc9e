package import AWSWire

/// A member, as in the operation's input, and a constraint that it fails.
package struct ExpectedViolation: Hashable, Sendable, Comparable, CustomStringConvertible {
    package var member: String
    package var constraint: Constraint.Kind

    package init(member: String, constraint: Constraint.Kind) {
        self.member = member
        self.constraint = constraint
    }

    package var description: String { "\(member): \(constraint.rawValue)" }

    package static func < (left: Self, right: Self) -> Bool {
        (left.member, left.constraint.rawValue) < (right.member, right.constraint.rawValue)
    }
}
