/// The six kinds of JSON value, named as reports name them.
package enum JSONKind: String, Hashable, Sendable, CaseIterable {
    case null, boolean, number, string, array, object

    /// The kind with its article, to stand in a sentence: "an object", "null".
    package var phrase: String {
        switch self {
        case .null: "null"
        case .boolean: "a boolean"
        case .number: "a number"
        case .string: "a string"
        case .array: "an array"
        case .object: "an object"
        }
    }
}
