/// One value of an input that fails one constraint.
package struct ConstraintViolation: Hashable, Sendable {
    /// The path as violations write it: first letters in lower case, list elements counted from 1 and named
    /// `member`: `name`, `targets.1.member.id`.
    package let member: String
    /// The value as text; nil where it is absent or null.
    package let value: String?
    package let constraint: Constraint

    package init(member: String, value: String?, constraint: Constraint) {
        self.member = member
        self.value = value
        self.constraint = constraint
    }

    /// The path as inputs write it: first letters in upper case, without the `member` steps.
    package var inputPath: String {
        member.split(separator: ".", omittingEmptySubsequences: false)
            .filter { $0 != "member" }
            .map { step in step.prefix(1).uppercased() + step.dropFirst() }
            .joined(separator: ".")
    }
}

/// A condition of the service model on one value.
package enum Constraint: Hashable, Sendable {
    case required
    case minimumLength(Int)
    case maximumLength(Int)
    case pattern(String)
    case allowedValues([String])
    case minimum(Int)
    case maximum(Int)

    /// The kinds of constraint, by the names that scenarios give them.
    package enum Kind: String, Hashable, Sendable, CaseIterable {
        case required
        case minimumLength = "min-length"
        case maximumLength = "max-length"
        case pattern
        case allowedValues = "enum"
        case minimum = "min"
        case maximum = "max"
    }

    package var kind: Kind {
        switch self {
        case .required: .required
        case .minimumLength: .minimumLength
        case .maximumLength: .maximumLength
        case .pattern: .pattern
        case .allowedValues: .allowedValues
        case .minimum: .minimum
        case .maximum: .maximum
        }
    }
}
