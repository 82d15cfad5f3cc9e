/// One field that may stand under a fault's name, with what may stand in it.
public struct FaultField: Hashable, Sendable {
    /// What a field holds.
    public enum Kind: Hashable, Sendable {
        /// A time that is not negative.
        case duration
        /// A time that may be negative.
        case offset
        case integer(ClosedRange<Int>)
        case number(ClosedRange<Double>)
        case text
        /// One of these words.
        case word([String])
        case flag
        /// Any JSON, kept as text.
        case json
        /// Bytes, written in base64.
        case base64
    }

    public var name: String
    public var kind: Kind
    public var isRequired: Bool
    /// What holds when the field is left out; nil for a required field and for one that may be missing.
    public var standard: FaultValue?

    private init(_ name: String, _ kind: Kind, isRequired: Bool, standard: FaultValue?) {
        self.name = name
        self.kind = kind
        self.isRequired = isRequired
        self.standard = standard
    }

    /// A field that must be there.
    static func required(_ name: String, _ kind: Kind) -> FaultField {
        FaultField(name, kind, isRequired: true, standard: nil)
    }

    /// A field that may be left out, with what holds then.
    static func optional(_ name: String, _ kind: Kind, _ standard: FaultValue? = nil) -> FaultField {
        FaultField(name, kind, isRequired: false, standard: standard)
    }
}
