/// One member of an event's line: the one description that the schema and the tests of the coding share.
struct RunLogField: Hashable, Sendable {
    indirect enum Kind: Hashable, Sendable {
        case text
        /// A whole number, with the least one.
        case integer(from: Int)
        /// Seconds, with decimals.
        case seconds
        case flag
        /// Bytes in base64.
        case bytes
        case word([String])
        case list(Kind)
        case object([RunLogField])
    }

    var name: String
    var kind: Kind
    var isRequired: Bool
    var meaning: String

    static func required(_ name: String, _ kind: Kind, _ meaning: String) -> RunLogField {
        RunLogField(name: name, kind: kind, isRequired: true, meaning: meaning)
    }

    static func optional(_ name: String, _ kind: Kind, _ meaning: String) -> RunLogField {
        RunLogField(name: name, kind: kind, isRequired: false, meaning: meaning)
    }
}
