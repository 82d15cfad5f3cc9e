/// What is known of one operation of the service: its members, their constraints and its errors.
///
/// A further operation is one value of this type and its place in `all`.
package struct OperationModel: Hashable, Sendable {
    /// Who calls the operation: the partner that sends events or the customer who receives them.
    package enum Side: String, Hashable, Sendable, CaseIterable {
        case partner
        case customer
    }

    package let name: String
    package let side: Side
    package let input: [MemberModel]
    package let output: [MemberModel]
    /// The errors that the operation's own list names.
    package let errors: [ErrorModel]

    package init(
        name: String, side: Side, input: [MemberModel], output: [MemberModel], errors: [ErrorModel]
    ) {
        self.name = name
        self.side = side
        self.input = input
        self.output = output
        self.errors = errors
    }

    /// Every operation that is known: the partner's side, then the customer's.
    package static let all: [OperationModel] = [
        createPartnerEventSource, describePartnerEventSource, deletePartnerEventSource,
        listPartnerEventSources, listPartnerEventSourceAccounts, putPartnerEvents,
        describeEventSource, listEventSources, activateEventSource, deactivateEventSource,
        createEventBus, deleteEventBus,
    ]

    /// The operation of this name, letters compared exactly; nil for one that is not known.
    package static func named(_ name: String) -> OperationModel? {
        all.first { $0.name == name }
    }

    /// The value of the header that names the operation to the service.
    package var target: String { "\(ServiceModel.eventBridge.targetPrefix).\(name)" }

    /// The name of the permission that a caller needs.
    package var action: String { "\(ServiceModel.eventBridge.signingName):\(name)" }

    /// The error of this name among the operation's own.
    package func error(named name: String) -> ErrorModel? {
        errors.first { $0.name == name }
    }
}
