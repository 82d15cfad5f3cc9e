/// What the catalogue says about one fault: what it does, and its fields.
public struct FaultEntry: Hashable, Sendable {
    /// One sentence on what goes wrong, lower case and without a full stop.
    public var summary: String
    public var fields: [FaultField]

    init(_ summary: String, _ fields: [FaultField] = []) {
        self.summary = summary
        self.fields = fields
    }
}
