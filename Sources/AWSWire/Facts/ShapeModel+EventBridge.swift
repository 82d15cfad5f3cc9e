/// The shapes that several operations share, by the service's names for them.
extension ShapeModel {
    static let eventSourceName = ShapeModel.string(
        StringConstraints(length: 1...256, pattern: #"aws\.partner(/[\.\-_A-Za-z0-9]+){2,}"#))

    static let accountID = ShapeModel.string(StringConstraints(length: 12...12, pattern: #"\d{12}"#))

    static let partnerEventSourceNamePrefix = ShapeModel.string(
        StringConstraints(length: 1...256, pattern: #"aws\.partner/[\.\-_A-Za-z0-9]+/[/\.\-_A-Za-z0-9]*"#))

    static let eventSourceNamePrefix = ShapeModel.string(
        StringConstraints(length: 1...256, pattern: #"[/\.\-_A-Za-z0-9]+"#))

    static let eventBusName = ShapeModel.string(
        StringConstraints(length: 1...256, pattern: #"[/\.\-_A-Za-z0-9]+"#))

    static let eventSourceState = ShapeModel.string(
        StringConstraints(allowedValues: ["PENDING", "ACTIVE", "DELETED"]))

    static let nextToken = ShapeModel.string(StringConstraints(length: 1...2048))

    /// How many elements a page may have.
    static let limit = ShapeModel.integer(1...100)

    /// Any text.
    static let text = ShapeModel.string(.free)

    static let eventBusDescription = ShapeModel.string(.upTo(512))

    static let kmsKeyIdentifier = ShapeModel.string(.upTo(2048, pattern: #"^[a-zA-Z0-9_\-/:]*$"#))

    static let deadLetterConfig = ShapeModel.structure([
        .optional("Arn", .string(StringConstraints(length: 1...1600)))
    ])

    static let logConfig = ShapeModel.structure([
        .optional("IncludeDetail", .string(StringConstraints(allowedValues: ["NONE", "FULL"]))),
        .optional("Level", .string(StringConstraints(allowedValues: ["OFF", "ERROR", "INFO", "TRACE"]))),
    ])

    static let tag = ShapeModel.structure([
        .required("Key", .string(StringConstraints(length: 1...128))),
        .required("Value", .string(StringConstraints(length: 0...256))),
    ])

    /// A list of any length.
    static func list(of element: ShapeModel) -> ShapeModel { .list(element, CountConstraints()) }
}
