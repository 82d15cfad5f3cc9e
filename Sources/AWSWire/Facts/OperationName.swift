/// The operations of the service that are known, by the names that they have on the wire.
public enum OperationName: String, CaseIterable, Hashable, Sendable {
    case createPartnerEventSource = "CreatePartnerEventSource"
    case describePartnerEventSource = "DescribePartnerEventSource"
    case deletePartnerEventSource = "DeletePartnerEventSource"
    case listPartnerEventSources = "ListPartnerEventSources"
    case listPartnerEventSourceAccounts = "ListPartnerEventSourceAccounts"
    case putPartnerEvents = "PutPartnerEvents"
    case describeEventSource = "DescribeEventSource"
    case listEventSources = "ListEventSources"
    case activateEventSource = "ActivateEventSource"
    case deactivateEventSource = "DeactivateEventSource"
    case createEventBus = "CreateEventBus"
    case deleteEventBus = "DeleteEventBus"
}
