public import AWSWire
import JSONTree

/// Deletes an event bus; the source that it was for becomes PENDING.
///
/// Called by the customer.
///
/// Shapes and errors:
/// <https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_DeleteEventBus.html>.
public enum DeleteEventBus: ServiceOperation {
    /// What is asked. The service checks it, not the client.
    public struct Input: Hashable, Sendable {
        /// The name of the bus, 1 to 256 characters.
        public var name: String

        public init(name: String) {
            self.name = name
        }
    }

    /// What is answered: nothing but the success.
    public struct Output: Hashable, Sendable {
        public init() {}
    }

    /// Why there is no output. The messages are the service's own words, where it sent any.
    public enum Failure: OperationFailure {
        /// `ConcurrentModificationException`. The bus is being changed by another request at the same time.
        /// Status 400.
        case concurrentModification(message: String?)
        /// `InternalException`. The service failed; the request may be made again. Status 500.
        case internalError(message: String?)
        /// Any other error of the service, for example `ValidationException` or `ThrottlingException`.
        case service(ServiceError)
        /// No whole answer came.
        case transport(TransportTrouble)
        /// An answer came and cannot be understood; it says where.
        case unreadable(UnreadableAnswer)
    }

    public static let definition = OperationDefinition<Input, Output, Failure>(
        model: .deleteEventBus,
        members: { input in
            AWSJSON.object(["Name": .string(input.name)])
        },
        output: { members in
            Output()
        },
        errors: [
            .concurrentModification: Failure.concurrentModification(message:),
            .internalError: Failure.internalError(message:),
        ])
}
