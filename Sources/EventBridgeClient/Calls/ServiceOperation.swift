import AWSWire
import HTTPMessages
import HTTPWire
import JSONTree

/// What one operation adds to the call that all of them share.
protocol ServiceOperation {
    associatedtype Input: Sendable
    associatedtype Output: Sendable
    associatedtype Failure: OperationFailure

    static var model: OperationModel { get }
    /// The members of the input as JSON; absent ones are left out.
    static func members(of input: Input) -> JSONObject
    /// The output, its members' types being checked; null and unknown members do not count.
    static func output(from members: JSONObject) -> Output
}

/// How an operation's call can fail, beside the errors of its own.
protocol OperationFailure: Error {
    static func service(_ error: ServiceError) -> Self
    static func transport(_ trouble: TransportTrouble) -> Self
    static func unreadable(_ answer: UnreadableAnswer) -> Self
    /// The case for an error that the operation's own list names; nil for any other.
    static func modelled(_ error: ServiceError) -> Self?
}

extension ServiceOperation {
    /// Makes the call, with as many attempts as the policy grants.
    static func call(_ context: ClientContext, _ input: Input) async -> Answer<Output, Failure> {
        var call = PreparedCall(
            request: AWSJSON.request(model, input: members(of: input), target: context.target))
        var attempts = Attempts(context)
        while true {
            attempts.mark(&call.request)
            let outcome = await context.exchange(call)
            let reading = outcome.answer.map { AWSJSON.interpret($0.response, as: model) }
            if await attempts.goesOn(after: outcome, reading) { continue }
            return Answer(
                result: result(of: outcome, reading), metadata: outcome.answer.map(AnswerMetadata.init),
                attempts: attempts.count)
        }
    }

    private static func result(of outcome: RawOutcome, _ reading: CallResult?) -> Result<Output, Failure> {
        switch outcome.result {
        case .failure(let failure): .failure(.transport(TransportTrouble(failure)))
        case .success(let exchange):
            switch reading ?? AWSJSON.interpret(exchange.response, as: model) {
            case .success(let members): .success(output(from: members))
            case .serviceError(let error): .failure(.modelled(error) ?? .service(error))
            case .unreadable(let answer): .failure(.unreadable(answer))
            }
        }
    }
}
