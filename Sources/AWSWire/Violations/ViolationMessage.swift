/// The text of a ValidationException: written from violations, and read back into them.
package enum ViolationMessage {
    static let introduction = " failed to satisfy constraint: "
    static let detected = " detected: "
    static let separator = "; "

    /// The message of one or more violations, in the order given.
    package static func text(_ violations: [ConstraintViolation]) -> String {
        let noun = violations.count == 1 ? "error" : "errors"
        return "\(violations.count) validation \(noun)\(detected)"
            + violations.map(text).joined(separator: separator)
    }

    /// One violation's clause.
    package static func text(_ violation: ConstraintViolation) -> String {
        let value = violation.value.map { "'\($0)'" } ?? "null"
        return "Value \(value) at '\(violation.member)'\(introduction)\(text(violation.constraint))"
    }

    /// A constraint's words.
    package static func text(_ constraint: Constraint) -> String {
        switch constraint {
        case .required: "Member must not be null"
        case .minimumLength(let length): "Member must have length greater than or equal to \(length)"
        case .maximumLength(let length): "Member must have length less than or equal to \(length)"
        case .pattern(let pattern): "Member must satisfy regular expression pattern: \(pattern)"
        case .allowedValues(let values):
            "Member must satisfy enum value set: [\(values.joined(separator: ", "))]"
        case .minimum(let bound): "Member must have value greater than or equal to \(bound)"
        case .maximum(let bound): "Member must have value less than or equal to \(bound)"
        }
    }
}
