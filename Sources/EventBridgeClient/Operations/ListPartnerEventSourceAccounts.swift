public import AWSWire
import JSONTree

/// Lists the accounts that a partner event source was offered to, a page at a time.
///
/// Called by the partner.
///
/// Shapes and errors:
/// <https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_ListPartnerEventSourceAccounts.html>.
public enum ListPartnerEventSourceAccounts: ServiceOperation {
    /// What is asked. The service checks it, not the client.
    public struct Input: Hashable, Sendable {
        /// The source's name: 1 to 256 characters.
        public var eventSourceName: String
        /// Where the page before ended; nil for the first page. 1 to 2048 characters.
        public var nextToken: String?
        /// The most accounts on a page, 1 to 100; nil leaves it to the service.
        public var limit: Int?

        public init(eventSourceName: String, nextToken: String? = nil, limit: Int? = nil) {
            self.eventSourceName = eventSourceName
            self.nextToken = nextToken
            self.limit = limit
        }
    }

    /// What is answered.
    public struct Output: Hashable, Sendable {
        /// The accounts of this page; empty where the service sends none.
        public let partnerEventSourceAccounts: [PartnerEventSourceAccount]
        /// Where this page ends; nil on the last one.
        public let nextToken: String?

        public init(partnerEventSourceAccounts: [PartnerEventSourceAccount], nextToken: String?) {
            self.partnerEventSourceAccounts = partnerEventSourceAccounts
            self.nextToken = nextToken
        }
    }

    /// Why there is no output. The messages are the service's own words, where it sent any.
    public enum Failure: OperationFailure {
        /// `InternalException`. The service failed; the request may be made again. Status 500.
        case internalError(message: String?)
        /// `OperationDisabledException`. The operation is not offered in this region. Status 400.
        case operationDisabled(message: String?)
        /// `ResourceNotFoundException`. There is no source of this name. Status 400.
        case resourceNotFound(message: String?)
        /// Any other error of the service, for example `ValidationException` or `ThrottlingException`.
        case service(ServiceError)
        /// No whole answer came.
        case transport(TransportTrouble)
        /// An answer came and cannot be understood; it says where.
        case unreadable(UnreadableAnswer)
    }

    public static let definition = OperationDefinition<Input, Output, Failure>(
        model: .listPartnerEventSourceAccounts,
        members: { input in
            AWSJSON.object([
                "EventSourceName": .string(input.eventSourceName),
                "NextToken": input.nextToken.map { .string($0) },
                "Limit": input.limit.map { .number(JSONNumber($0)) },
            ])
        },
        output: { members in
            Output(
                partnerEventSourceAccounts: members.objects("PartnerEventSourceAccounts").map(
                    PartnerEventSourceAccount.init), nextToken: members["NextToken"]?.string)
        },
        errors: [
            .internalError: Failure.internalError(message:),
            .operationDisabled: Failure.operationDisabled(message:),
            .resourceNotFound: Failure.resourceNotFound(message:),
        ])
}
