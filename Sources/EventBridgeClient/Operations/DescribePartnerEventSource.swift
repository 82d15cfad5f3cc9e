public import AWSWire
import JSONTree

/// Describes a partner event source, as the partner that made it sees it.
///
/// Shapes and errors:
/// <https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_DescribePartnerEventSource.html>.
public enum DescribePartnerEventSource: ServiceOperation {
    /// What is asked. The service checks it, not the client.
    public struct Input: Hashable, Sendable {
        /// The source's name: 1 to 256 characters.
        public var name: String

        public init(name: String) {
            self.name = name
        }
    }

    /// What is answered; a member that the service left out, or sent as null, is nil.
    public struct Output: Hashable, Sendable {
        /// The ARN of the source.
        public let arn: String?
        /// The name of the source.
        public let name: String?

        public init(arn: String?, name: String?) {
            self.arn = arn
            self.name = name
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
        model: .describePartnerEventSource,
        members: { input in
            AWSJSON.object(["Name": .string(input.name)])
        },
        output: { members in
            Output(arn: members["Arn"]?.string, name: members["Name"]?.string)
        },
        errors: [
            .internalError: Failure.internalError(message:),
            .operationDisabled: Failure.operationDisabled(message:),
            .resourceNotFound: Failure.resourceNotFound(message:),
        ])
}
