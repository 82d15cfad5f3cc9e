/// The operations on partner event sources, version 2015-10-07 of the service.
///
/// A further operation is one value here and its place in `all`.
extension OperationModel {
    package static let all: [OperationModel] = [
        createPartnerEventSource, describePartnerEventSource, deletePartnerEventSource,
        listPartnerEventSources,
    ]

    package static let createPartnerEventSource = OperationModel(
        name: "CreatePartnerEventSource", side: .partner,
        input: [.required("Name", eventSourceName), .required("Account", accountID)],
        output: [.optional("EventSourceArn", .string(.free))],
        errors: [
            .resourceAlreadyExists, .internalError, .concurrentModification, .limitExceeded,
            .operationDisabled,
        ])

    package static let describePartnerEventSource = OperationModel(
        name: "DescribePartnerEventSource", side: .partner,
        input: [.required("Name", eventSourceName)],
        output: [.optional("Arn", .string(.free)), .optional("Name", .string(.free))],
        errors: [.resourceNotFound, .internalError, .operationDisabled])

    package static let deletePartnerEventSource = OperationModel(
        name: "DeletePartnerEventSource", side: .partner,
        input: [.required("Name", eventSourceName), .required("Account", accountID)],
        output: [],
        errors: [.internalError, .concurrentModification, .operationDisabled])

    package static let listPartnerEventSources = OperationModel(
        name: "ListPartnerEventSources", side: .partner,
        input: [
            .required("NamePrefix", partnerEventSourceNamePrefix),
            .optional("NextToken", nextToken),
            .optional("Limit", .integer(1...100)),
        ],
        output: [
            .optional(
                "PartnerEventSources",
                .list(
                    .structure([.optional("Arn", .string(.free)), .optional("Name", .string(.free))]),
                    CountConstraints())),
            .optional("NextToken", nextToken),
        ],
        errors: [.internalError, .operationDisabled])

    private static let eventSourceName = ShapeModel.string(
        StringConstraints(length: 1...256, pattern: #"aws\.partner(/[\.\-_A-Za-z0-9]+){2,}"#))

    private static let accountID = ShapeModel.string(StringConstraints(length: 12...12, pattern: #"\d{12}"#))

    private static let partnerEventSourceNamePrefix = ShapeModel.string(
        StringConstraints(length: 1...256, pattern: #"aws\.partner/[\.\-_A-Za-z0-9]+/[/\.\-_A-Za-z0-9]*"#))

    private static let nextToken = ShapeModel.string(StringConstraints(length: 1...2048))
}
