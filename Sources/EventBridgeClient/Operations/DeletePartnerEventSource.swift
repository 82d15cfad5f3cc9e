public import AWSWire
import JSONTree

/// Deletes a partner event source; the customer keeps the event bus that was made for it.
///
/// Called by the partner. A customer who has a bus for the source sees it as DELETED.
///
/// Shapes and errors:
/// <https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_DeletePartnerEventSource.html>.
public enum DeletePartnerEventSource: ServiceOperation {
    /// What is asked. The service checks it, not the client.
    public struct Input: Hashable, Sendable {
        /// The source's name: 1 to 256 characters.
        public var name: String
        /// The customer's account: 12 digits.
        public var account: String

        public init(name: String, account: String) {
            self.name = name
            self.account = account
        }
    }

    /// What is answered: nothing but the success.
    public struct Output: Hashable, Sendable {
        public init() {}
    }

    /// Why there is no output. The messages are the service's own words, where it sent any.
    public enum Failure: OperationFailure {
        /// `ConcurrentModificationException`. The source is being changed by another request at the same
        /// time. Status 400.
        case concurrentModification(message: String?)
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
        model: .deletePartnerEventSource,
        members: { input in
            AWSJSON.object(["Name": .string(input.name), "Account": .string(input.account)])
        },
        output: { members in
            Output()
        },
        errors: [
            .concurrentModification: Failure.concurrentModification(message:),
            .internalError: Failure.internalError(message:),
            .operationDisabled: Failure.operationDisabled(message:),
        ])
}
