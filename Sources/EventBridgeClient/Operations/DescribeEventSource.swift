public import AWSWire
import JSONTree

/// Describes a partner event source, as the customer it was offered to sees it.
///
/// Called by the customer: whose source it is told by the access key.
///
/// Shapes and errors:
/// <https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_DescribeEventSource.html>.
public enum DescribeEventSource: ServiceOperation {
    /// What is asked. The service checks it, not the client.
    public struct Input: Hashable, Sendable {
        /// The source's name: 1 to 256 characters.
        public var name: String

        public init(name: String) {
            self.name = name
        }
    }

    /// What is answered.
    public typealias Output = EventSource

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
        model: .describeEventSource,
        members: { input in
            AWSJSON.object(["Name": .string(input.name)])
        },
        output: { members in
            EventSource(members)
        },
        errors: [
            .internalError: Failure.internalError(message:),
            .operationDisabled: Failure.operationDisabled(message:),
            .resourceNotFound: Failure.resourceNotFound(message:),
        ])
}
