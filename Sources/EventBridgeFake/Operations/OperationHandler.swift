import AWSWire

/// One operation of the fake: its facts, and what it does to what a namespace holds in a region.
final class OperationHandler: Sendable {
    let operation: OperationModel
    let run: @Sendable (Call, inout RegionState) -> Outcome
    /// Whether the operation's list of errors says that it may be disabled.
    let canBeDisabled: Bool

    init(operation: OperationModel, run: @escaping @Sendable (Call, inout RegionState) -> Outcome) {
        self.operation = operation
        self.run = run
        canBeDisabled = operation.errors.contains(.operationDisabled)
    }

    /// Every operation that the fake has; a further one is one more value of data and one handler here.
    static let all: [OperationHandler] = [
        OperationHandler(operation: .createPartnerEventSource, run: createPartnerEventSource),
        OperationHandler(operation: .describePartnerEventSource, run: describePartnerEventSource),
        OperationHandler(operation: .deletePartnerEventSource, run: deletePartnerEventSource),
        OperationHandler(operation: .listPartnerEventSources, run: listPartnerEventSources),
        OperationHandler(operation: .listPartnerEventSourceAccounts, run: listPartnerEventSourceAccounts),
        OperationHandler(operation: .putPartnerEvents, run: putPartnerEvents),
        OperationHandler(operation: .describeEventSource, run: describeEventSource),
        OperationHandler(operation: .listEventSources, run: listEventSources),
        OperationHandler(operation: .activateEventSource, run: activateEventSource),
        OperationHandler(operation: .deactivateEventSource, run: deactivateEventSource),
        OperationHandler(operation: .createEventBus, run: createEventBus),
        OperationHandler(operation: .deleteEventBus, run: deleteEventBus),
    ]

    /// The handlers by the value of the target header.
    static let byTarget = Dictionary(uniqueKeysWithValues: all.map { ($0.operation.target, $0) })
}
