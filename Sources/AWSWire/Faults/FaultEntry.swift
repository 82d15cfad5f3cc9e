/// What the catalogue says about one fault: what it does, its fields, and whether the fake can do it now.
public struct FaultEntry: Hashable, Sendable {
    /// One sentence on what goes wrong, lower case and without a full stop.
    public var summary: String
    public var fields: [FaultField]
    public var isAvailable: Bool

    init(_ summary: String, _ fields: [FaultField] = [], isAvailable: Bool = true) {
        self.summary = summary
        self.fields = fields
        self.isAvailable = isAvailable
    }
}
