import AWSWire

/// One operation of the fake: its facts, and what it does to the sources of a namespace in a region.
struct OperationHandler: Sendable {
    let operation: OperationModel
    let run: @Sendable (Call, inout SourceTable) -> Outcome

    /// Every operation that the fake has; a further one is one more line here.
    static let all: [OperationHandler] = [
        OperationHandler(operation: .createPartnerEventSource, run: createPartnerEventSource),
        OperationHandler(operation: .describePartnerEventSource, run: describePartnerEventSource),
        OperationHandler(operation: .deletePartnerEventSource, run: deletePartnerEventSource),
        OperationHandler(operation: .listPartnerEventSources, run: listPartnerEventSources),
    ]

    /// The handlers by the value of the target header.
    static let byTarget = Dictionary(uniqueKeysWithValues: all.map { ($0.operation.target, $0) })
}
