/// The customer's operations on partner event sources and their buses, version 2015-10-07 of the service.
extension OperationModel {
    package static let describeEventSource = OperationModel(
        name: "DescribeEventSource", side: .customer,
        input: [.required("Name", .eventSourceName)],
        output: eventSource,
        errors: [.resourceNotFound, .internalError, .operationDisabled])

    package static let listEventSources = OperationModel(
        name: "ListEventSources", side: .customer,
        input: [
            .optional("NamePrefix", .eventSourceNamePrefix),
            .optional("NextToken", .nextToken),
            .optional("Limit", .limit),
        ],
        output: [
            .optional("EventSources", .list(of: .structure(eventSource))),
            .optional("NextToken", .nextToken),
        ],
        errors: [.internalError, .operationDisabled])

    package static let activateEventSource = OperationModel(
        name: "ActivateEventSource", side: .customer,
        input: [.required("Name", .eventSourceName)],
        output: [],
        errors: [
            .resourceNotFound, .concurrentModification, .invalidState, .internalError, .operationDisabled,
        ])

    package static let deactivateEventSource = OperationModel(
        name: "DeactivateEventSource", side: .customer,
        input: [.required("Name", .eventSourceName)],
        output: [],
        errors: [
            .resourceNotFound, .concurrentModification, .invalidState, .internalError, .operationDisabled,
        ])

    package static let createEventBus = OperationModel(
        name: "CreateEventBus", side: .customer,
        input: [
            .required("Name", .eventBusName),
            .optional("EventSourceName", .eventSourceName),
            .optional("Description", .eventBusDescription),
            .optional("KmsKeyIdentifier", .kmsKeyIdentifier),
            .optional("DeadLetterConfig", .deadLetterConfig),
            .optional("LogConfig", .logConfig),
            .optional("Tags", .list(of: .tag)),
        ],
        output: [
            .optional("EventBusArn", .text),
            .optional("Description", .eventBusDescription),
            .optional("KmsKeyIdentifier", .kmsKeyIdentifier),
            .optional("DeadLetterConfig", .deadLetterConfig),
            .optional("LogConfig", .logConfig),
        ],
        errors: [
            .resourceAlreadyExists, .resourceNotFound, .invalidState, .internalError,
            .concurrentModification, .limitExceeded, .operationDisabled,
        ])

    package static let deleteEventBus = OperationModel(
        name: "DeleteEventBus", side: .customer,
        input: [.required("Name", .eventBusName)],
        output: [],
        errors: [.internalError, .concurrentModification])

    /// A source as its customer sees it.
    private static let eventSource: [MemberModel] = [
        .optional("Arn", .text),
        .optional("CreatedBy", .text),
        .optional("CreationTime", .timestamp),
        .optional("ExpirationTime", .timestamp),
        .optional("Name", .text),
        .optional("State", .eventSourceState),
    ]
}
