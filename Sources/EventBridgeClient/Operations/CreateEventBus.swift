public import AWSWire
import JSONTree

/// Makes an event bus: one that receives a partner's events, or one of the customer's own.
///
/// Called by the customer. For a partner's events `name` and `eventSourceName` are both the source's name;
/// the source becomes ACTIVE.
///
/// Shapes and errors:
/// <https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_CreateEventBus.html>.
public enum CreateEventBus: ServiceOperation {
    /// What is asked. The service checks it, not the client.
    public struct Input: Hashable, Sendable {
        /// The name of the bus, 1 to 256 characters: letters, digits, `.`, `-` and `_`, and `/` for a
        /// partner's.
        public var name: String
        /// The partner event source that the bus is for; nil for a bus of the customer's own.
        public var eventSourceName: String?
        /// Up to 512 characters.
        public var description: String?
        /// The key that events are encrypted with, up to 2048 characters; nil for one of the service's.
        public var kmsKeyIdentifier: String?
        /// Where events go that could not be delivered.
        public var deadLetterConfiguration: DeadLetterConfiguration?
        /// What is logged.
        public var logConfiguration: LogConfiguration?
        /// What the bus is marked with.
        public var tags: [Tag]

        public init(
            name: String, eventSourceName: String? = nil, description: String? = nil,
            kmsKeyIdentifier: String? = nil, deadLetterConfiguration: DeadLetterConfiguration? = nil,
            logConfiguration: LogConfiguration? = nil, tags: [Tag] = []
        ) {
            self.name = name
            self.eventSourceName = eventSourceName
            self.description = description
            self.kmsKeyIdentifier = kmsKeyIdentifier
            self.deadLetterConfiguration = deadLetterConfiguration
            self.logConfiguration = logConfiguration
            self.tags = tags
        }
    }

    /// What is answered; a member that the service left out, or sent as null, is nil.
    public struct Output: Hashable, Sendable {
        /// The ARN of the bus; its account field is the customer's.
        public let eventBusARN: String?
        /// As in the input.
        public let description: String?
        /// As in the input.
        public let kmsKeyIdentifier: String?
        /// As in the input.
        public let deadLetterConfiguration: DeadLetterConfiguration?
        /// As in the input.
        public let logConfiguration: LogConfiguration?

        public init(
            eventBusARN: String?, description: String? = nil, kmsKeyIdentifier: String? = nil,
            deadLetterConfiguration: DeadLetterConfiguration? = nil, logConfiguration: LogConfiguration? = nil
        ) {
            self.eventBusARN = eventBusARN
            self.description = description
            self.kmsKeyIdentifier = kmsKeyIdentifier
            self.deadLetterConfiguration = deadLetterConfiguration
            self.logConfiguration = logConfiguration
        }
    }

    /// Why there is no output. The messages are the service's own words, where it sent any.
    public enum Failure: OperationFailure {
        /// `ConcurrentModificationException`. The bus is being changed by another request at the same time.
        /// Status 400.
        case concurrentModification(message: String?)
        /// `InternalException`. The service failed; the request may be made again. Status 500.
        case internalError(message: String?)
        /// `InvalidStateException`. The source is in a state that does not allow this. Status 400.
        case invalidState(message: String?)
        /// `LimitExceededException`. No further bus can be made: the account's quota is used up. Status
        /// 400.
        case limitExceeded(message: String?)
        /// `OperationDisabledException`. The operation is not offered in this region. Status 400.
        case operationDisabled(message: String?)
        /// `ResourceAlreadyExistsException`. A bus of this name is there already. Status 400.
        case resourceAlreadyExists(message: String?)
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
        model: .createEventBus,
        members: { input in
            AWSJSON.object([
                "Name": .string(input.name), "EventSourceName": input.eventSourceName.map { .string($0) },
                "Description": input.description.map { .string($0) },
                "KmsKeyIdentifier": input.kmsKeyIdentifier.map { .string($0) },
                "DeadLetterConfig": input.deadLetterConfiguration.map { .object($0.members) },
                "LogConfig": input.logConfiguration.map { .object($0.members) },
                "Tags": input.tags.isEmpty ? nil : .array(input.tags.map { .object($0.members) }),
            ])
        },
        output: { members in
            Output(
                eventBusARN: members["EventBusArn"]?.string, description: members["Description"]?.string,
                kmsKeyIdentifier: members["KmsKeyIdentifier"]?.string,
                deadLetterConfiguration: members["DeadLetterConfig"]?.object.map(
                    DeadLetterConfiguration.init),
                logConfiguration: members["LogConfig"]?.object.map(LogConfiguration.init))
        },
        errors: [
            .concurrentModification: Failure.concurrentModification(message:),
            .internalError: Failure.internalError(message:),
            .invalidState: Failure.invalidState(message:),
            .limitExceeded: Failure.limitExceeded(message:),
            .operationDisabled: Failure.operationDisabled(message:),
            .resourceAlreadyExists: Failure.resourceAlreadyExists(message:),
            .resourceNotFound: Failure.resourceNotFound(message:),
        ])
}
