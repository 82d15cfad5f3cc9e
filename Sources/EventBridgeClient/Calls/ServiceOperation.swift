public import AWSWire
import HTTPMessages
import HTTPWire
import JSONTree

/// One operation of the service: what is asked, what is answered, what can go wrong, and how to call it.
///
/// ```swift
/// let result = await DescribeEventSource.request(context, .init(name: "aws.partner/example.com/orders"))
/// ```
public protocol ServiceOperation: Sendable {
    /// What is asked. The service checks it, not the client.
    associatedtype Input: Hashable & Sendable
    /// What is answered; a member that the service left out, or sent as null, is nil.
    associatedtype Output: Hashable & Sendable
    /// Why there is no output: a case for each error of the operation's own, and those that all share.
    associatedtype Failure: OperationFailure

    /// How the operation stands on the wire; only this library makes definitions.
    static var definition: OperationDefinition<Input, Output, Failure> { get }
}

/// How the call of any operation can fail, beside the errors of its own.
public protocol OperationFailure: Error, Hashable, Sendable {
    /// An error of the service that the operation's own list does not name, for example `ValidationException` or
    /// `ThrottlingException`.
    static func service(_ error: ServiceError) -> Self
    /// No whole answer came.
    static func transport(_ trouble: TransportTrouble) -> Self
    /// An answer came and cannot be understood; it says where.
    static func unreadable(_ answer: UnreadableAnswer) -> Self
}

/// How an operation stands on the wire: its facts, its members as JSON, and its errors as cases.
public struct OperationDefinition<Input: Sendable, Output: Sendable, Failure: OperationFailure>: Sendable {
    let model: OperationModel
    /// The members of the input as JSON; absent ones are left out.
    let members: @Sendable (Input) -> JSONObject
    /// The output, its members' types being checked; null and unknown members do not count.
    let output: @Sendable (JSONObject) -> Output
    /// The case for each error that the operation's own list names, made from its message.
    let errors: [ErrorModel: @Sendable (String?) -> Failure]

    /// The names of the errors that have a case of their own, in order.
    public var errorNames: [String] { errors.keys.map(\.name).sorted() }

    /// The operation's name.
    public var name: String { model.name }
}

extension ServiceOperation {
    /// Makes the call, with as many attempts as the policy grants; nothing is thrown, whatever happens.
    public static func request(_ context: ClientContext, _ input: Input) async -> Result<Output, Failure> {
        await requestWithMetadata(context, input).result
    }

    /// Makes the call and gives its result with what is known about the answer.
    public static func requestWithMetadata(
        _ context: ClientContext, _ input: Input
    ) async -> Answer<Output, Failure> {
        let definition = definition
        let call = PreparedCall(
            request: AWSJSON.request(
                definition.model, input: definition.members(input), target: context.target))
        let outcome = await context.exchangeWithRetries(call, as: definition.model) { _ in }
        return Answer(
            result: definition.result(of: outcome.last, outcome.reading),
            metadata: outcome.last.answer.map(AnswerMetadata.init), attempts: outcome.attempts)
    }
}

extension OperationDefinition {
    fileprivate func result(of outcome: RawOutcome, _ reading: CallResult?) -> Result<Output, Failure> {
        switch outcome.result {
        case .failure(let failure): .failure(.transport(TransportTrouble(failure)))
        case .success(let exchange):
            switch reading ?? AWSJSON.interpret(exchange.response, as: model) {
            case .success(let members): .success(output(members))
            case .serviceError(let error): .failure(failure(error))
            case .unreadable(let answer): .failure(.unreadable(answer))
            }
        }
    }

    private func failure(_ error: ServiceError) -> Failure {
        guard let own = model.error(named: error.name), let make = errors[own] else {
            return .service(error)
        }
        return make(error.message)
    }
}
