/// The partner's operations, version 2015-10-07 of the service.
extension OperationModel {
    package static let createPartnerEventSource = OperationModel(
        name: "CreatePartnerEventSource", side: .partner,
        input: [.required("Name", .eventSourceName), .required("Account", .accountID)],
        output: [.optional("EventSourceArn", .text)],
        errors: [
            .resourceAlreadyExists, .internalError, .concurrentModification, .limitExceeded,
            .operationDisabled,
        ])

    package static let describePartnerEventSource = OperationModel(
        name: "DescribePartnerEventSource", side: .partner,
        input: [.required("Name", .eventSourceName)],
        output: [.optional("Arn", .text), .optional("Name", .text)],
        errors: [.resourceNotFound, .internalError, .operationDisabled])

    package static let deletePartnerEventSource = OperationModel(
        name: "DeletePartnerEventSource", side: .partner,
        input: [.required("Name", .eventSourceName), .required("Account", .accountID)],
        output: [],
        errors: [.internalError, .concurrentModification, .operationDisabled])

    package static let listPartnerEventSources = OperationModel(
        name: "ListPartnerEventSources", side: .partner,
        input: [
            .required("NamePrefix", .partnerEventSourceNamePrefix),
            .optional("NextToken", .nextToken),
            .optional("Limit", .limit),
        ],
        output: [
            .optional(
                "PartnerEventSources",
                .list(of: .structure([.optional("Arn", .text), .optional("Name", .text)]))),
            .optional("NextToken", .nextToken),
        ],
        errors: [.internalError, .operationDisabled])

    package static let listPartnerEventSourceAccounts = OperationModel(
        name: "ListPartnerEventSourceAccounts", side: .partner,
        input: [
            .required("EventSourceName", .eventSourceName),
            .optional("NextToken", .nextToken),
            .optional("Limit", .limit),
        ],
        output: [
            .optional(
                "PartnerEventSourceAccounts",
                .list(
                    of: .structure([
                        .optional("Account", .accountID),
                        .optional("CreationTime", .timestamp),
                        .optional("ExpirationTime", .timestamp),
                        .optional("State", .eventSourceState),
                    ]))),
            .optional("NextToken", .nextToken),
        ],
        errors: [.resourceNotFound, .internalError, .operationDisabled])

    package static let putPartnerEvents = OperationModel(
        name: "PutPartnerEvents", side: .partner,
        input: [
            .required(
                "Entries",
                .list(
                    .structure([
                        .optional("Time", .timestamp),
                        .optional("Source", .eventSourceName),
                        .optional("Resources", .list(of: .string(.upTo(2048)))),
                        .optional("DetailType", .text),
                        .optional("Detail", .text),
                    ]), CountConstraints(minimum: 1, maximum: 20)))
        ],
        output: [
            .optional("FailedEntryCount", .integer(nil)),
            .optional(
                "Entries",
                .list(
                    of: .structure([
                        .optional("EventId", .string(.upTo(64))),
                        .optional("ErrorCode", .text),
                        .optional("ErrorMessage", .text),
                    ]))),
        ],
        errors: [.internalError, .operationDisabled])
}
