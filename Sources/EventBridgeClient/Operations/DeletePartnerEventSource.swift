public import AWSWire
import JSONTree

/// Deletes a partner event source; the customer keeps the event bus that was made for it.
///
/// Shapes and errors:
/// <https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_DeletePartnerEventSource.html>.
public enum DeletePartnerEventSource: Sendable {
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
    public enum Failure: Error, Hashable, Sendable {
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

    /// Makes the call and gives its result; nothing is thrown, whatever happens.
    public static func request(_ context: ClientContext, _ input: Input) async -> Result<Output, Failure> {
        await call(context, input).result
    }

    /// Makes the call and gives its result with what is known about the answer.
    public static func requestWithMetadata(
        _ context: ClientContext, _ input: Input
    ) async -> Answer<Output, Failure> {
        await call(context, input)
    }
}

extension DeletePartnerEventSource: ServiceOperation {
    static var model: OperationModel { .deletePartnerEventSource }

    static func members(of input: Input) -> JSONObject {
        AWSJSON.object(["Name": .string(input.name), "Account": .string(input.account)])
    }

    static func output(from members: JSONObject) -> Output {
        Output()
    }
}

extension DeletePartnerEventSource.Failure: OperationFailure {
    static func modelled(_ error: ServiceError) -> Self? {
        switch error.name {
        case ErrorModel.concurrentModification.name: .concurrentModification(message: error.message)
        case ErrorModel.internalError.name: .internalError(message: error.message)
        case ErrorModel.operationDisabled.name: .operationDisabled(message: error.message)
        default: nil
        }
    }
}
