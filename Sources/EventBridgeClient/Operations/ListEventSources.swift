public import AWSWire
import JSONTree

/// Lists the partner event sources that were offered to the caller's account, a page at a time.
///
/// Called by the customer.
///
/// Shapes and errors:
/// <https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_ListEventSources.html>.
public enum ListEventSources: ServiceOperation {
    /// What is asked. The service checks it, not the client.
    public struct Input: Hashable, Sendable {
        /// What the names begin with, 1 to 256 characters; nil for all.
        public var namePrefix: String?
        /// Where the page before ended; nil for the first page. 1 to 2048 characters.
        public var nextToken: String?
        /// The most sources on a page, 1 to 100; nil leaves it to the service.
        public var limit: Int?

        public init(namePrefix: String? = nil, nextToken: String? = nil, limit: Int? = nil) {
            self.namePrefix = namePrefix
            self.nextToken = nextToken
            self.limit = limit
        }
    }

    /// What is answered.
    public struct Output: Hashable, Sendable {
        /// The sources of this page; empty where the service sends none.
        public let eventSources: [EventSource]
        /// Where this page ends; nil on the last one.
        public let nextToken: String?

        public init(eventSources: [EventSource], nextToken: String?) {
            self.eventSources = eventSources
            self.nextToken = nextToken
        }
    }

    /// Why there is no output. The messages are the service's own words, where it sent any.
    public enum Failure: OperationFailure {
        /// `InternalException`. The service failed; the request may be made again. Status 500.
        case internalError(message: String?)
        /// `OperationDisabledException`. The operation is not offered in this region. Status 400.
        case operationDisabled(message: String?)
        /// Any other error of the service, for example `ValidationException` or `ThrottlingException`.
        case service(ServiceError)
        /// No whole answer came.
        case transport(TransportTrouble)
        /// An answer came and cannot be understood; it says where.
        case unreadable(UnreadableAnswer)
    }

    public static let definition = OperationDefinition<Input, Output, Failure>(
        model: .listEventSources,
        members: { input in
            AWSJSON.object([
                "NamePrefix": input.namePrefix.map { .string($0) },
                "NextToken": input.nextToken.map { .string($0) },
                "Limit": input.limit.map { .number(JSONNumber($0)) },
            ])
        },
        output: { members in
            Output(
                eventSources: members.objects("EventSources").map(EventSource.init),
                nextToken: members["NextToken"]?.string)
        },
        errors: [
            .internalError: Failure.internalError(message:),
            .operationDisabled: Failure.operationDisabled(message:),
        ])
}
