package import JSONTree

/// A YAML scalar: its text, and whether it was written without quotes, so that its type follows from it.
package struct YAMLScalar: Hashable, Sendable {
    package let text: String
    /// True without quotes, block indicator or `!!str`.
    package let isPlain: Bool

    package init(text: String, isPlain: Bool) {
        self.text = text
        self.isPlain = isPlain
    }

    /// The value by YAML 1.2's core schema: `yes`, `1:30`, `1_000` and dates are text.
    ///
    /// Not-a-number and the infinities are text too, since JSON has no such numbers.
    package var value: JSONValue {
        guard isPlain else { return .string(text) }
        switch text {
        case "", "~", "null", "Null", "NULL": return .null
        case "true", "True", "TRUE": return .bool(true)
        case "false", "False", "FALSE": return .bool(false)
        default: return coreNumber(text).map(JSONValue.number) ?? .string(text)
        }
    }
}
