public import AWSWire
import JSONTree

/// Creates a partner event source: the end at a customer's account where a partner's events arrive.
///
/// Called by the partner. The source is PENDING until the customer makes a bus for it.
///
/// Shapes and errors:
/// <https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_CreatePartnerEventSource.html>.
public enum CreatePartnerEventSource: ServiceOperation {
    /// What is asked. The service checks it, not the client.
    public struct Input: Hashable, Sendable {
        /// The source's name: `aws.partner/<partner>/<namespace…>`, 1 to 256 characters of which every part
        /// after the first is made of letters, digits, `.`, `-` and `_`.
        public var name: String
        /// The customer's account: 12 digits.
        public var account: String

        public init(name: String, account: String) {
            self.name = name
            self.account = account
        }
    }

    /// What is answered; a member that the service left out, or sent as null, is nil.
    public struct Output: Hashable, Sendable {
        /// The ARN of the source; its account field is empty. The service need not send it.
        public let eventSourceARN: String?

        public init(eventSourceARN: String?) {
            self.eventSourceARN = eventSourceARN
        }
    }

    /// Why there is no output. The messages are the service's own words, where it sent any.
    public enum Failure: OperationFailure {
        /// `ConcurrentModificationException`. The source is being changed by another request at the same
        /// time. Status 400.
        case concurrentModification(message: String?)
        /// `InternalException`. The service failed; the request may be made again. Status 500.
        case internalError(message: String?)
        /// `LimitExceededException`. No further source can be made: the account's quota is used up. Status
        /// 400.
        case limitExceeded(message: String?)
        /// `OperationDisabledException`. The operation is not offered in this region. Status 400.
        case operationDisabled(message: String?)
        /// `ResourceAlreadyExistsException`. A source of this name is there already. Status 400.
        case resourceAlreadyExists(message: String?)
        /// Any other error of the service, for example `ValidationException` or `ThrottlingException`.
        case service(ServiceError)
        /// No whole answer came.
        case transport(TransportTrouble)
        /// An answer came and cannot be understood; it says where.
        case unreadable(UnreadableAnswer)
    }

    public static let definition = OperationDefinition<Input, Output, Failure>(
        model: .createPartnerEventSource,
        members: { input in
            AWSJSON.object(["Name": .string(input.name), "Account": .string(input.account)])
        },
        output: { members in
            Output(eventSourceARN: members["EventSourceArn"]?.string)
        },
        errors: [
            .concurrentModification: Failure.concurrentModification(message:),
            .internalError: Failure.internalError(message:),
            .limitExceeded: Failure.limitExceeded(message:),
            .operationDisabled: Failure.operationDisabled(message:),
            .resourceAlreadyExists: Failure.resourceAlreadyExists(message:),
        ])
}
