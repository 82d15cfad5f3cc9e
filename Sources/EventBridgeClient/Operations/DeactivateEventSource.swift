public import AWSWire
import JSONTree

/// Stops the events of a source; the bus that was made for it stays.
///
/// Called by the customer. The source becomes PENDING, and is deleted when it stays so for too long.
///
/// Shapes and errors:
/// <https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_DeactivateEventSource.html>.
public enum DeactivateEventSource: ServiceOperation {
    /// What is asked. The service checks it, not the client.
    public struct Input: Hashable, Sendable {
        /// The source's name: 1 to 256 characters.
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
        /// `ConcurrentModificationException`. The source is being changed by another request at the same
        /// time. Status 400.
        case concurrentModification(message: String?)
        /// `InternalException`. The service failed; the request may be made again. Status 500.
        case internalError(message: String?)
        /// `InvalidStateException`. The source is in a state that does not allow this. Status 400.
        case invalidState(message: String?)
        /// `OperationDisabledException`. The operation is not offered in this region. Status 400.
        case operationDisabled(message: String?)
        /// `ResourceNotFoundException`. There is no source, or no bus, of this name. Status 400.
        case resourceNotFound(message: String?)
        /// Any other error of the service, for example `ValidationException` or `ThrottlingException`.
        case service(ServiceError)
        /// No whole answer came.
        case transport(TransportTrouble)
        /// An answer came and cannot be understood; it says where.
        case unreadable(UnreadableAnswer)
    }

    public static let definition = OperationDefinition<Input, Output, Failure>(
        model: .deactivateEventSource,
        members: { input in
            AWSJSON.object(["Name": .string(input.name)])
        },
        output: { members in
            Output()
        },
        errors: [
            .concurrentModification: Failure.concurrentModification(message:),
            .internalError: Failure.internalError(message:),
            .invalidState: Failure.invalidState(message:),
            .operationDisabled: Failure.operationDisabled(message:),
            .resourceNotFound: Failure.resourceNotFound(message:),
        ])
}
