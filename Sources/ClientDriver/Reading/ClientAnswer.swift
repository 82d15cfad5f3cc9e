package import Diagnostics

/// What is known of one call of a client: its own word on the call, or why there is none.
///
/// "The call failed" is a result; "the client broke" is a case of its own, so that neither passes for the other.
package enum ClientAnswer: Hashable, Sendable {
    /// The client told what came of the call.
    /// - Parameter dialect: the name of the form that it was read from.
    case told(ClientResult, dialect: String)
    /// Only the exit code is known: the client takes the call for a success, or not.
    case opaque(isSuccess: Bool, status: Int)
    /// Killed by a signal, which is never a success.
    case crashed(signal: Int)
    /// A client that writes results ended with a code that says it could not.
    case exited(status: Int)
    /// Its result is missing or wrong: the adapter broke, and nothing is known of the call.
    case broken(reason: String, diagnostics: [Diagnostic])
    case timedOut(Duration)
    /// It ended with 75: it says that its surroundings are in trouble.
    case troubled
    /// It was never asked.
    case notCalled(reason: String)
    /// Such a call cannot be asked of it.
    case impossible(reason: String)
    case cancelled
}

extension ClientAnswer: CustomStringConvertible {
    /// One sentence for reports, lower case and without a full stop.
    package var description: String {
        switch self {
        case .told(let result, let dialect): "the client reported \(result.outcome.rawValue) (\(dialect))"
        case .opaque(true, _): "the client ended with exit code 0"
        case .opaque(false, let status): "the client ended with exit code \(status)"
        case .crashed(let signal): "the client was ended by signal \(signal)"
        case .exited(let status): "the client ended with exit code \(status) instead of writing a result"
        case .broken(let reason, _): "the client's result cannot be used: \(reason)"
        case .timedOut(let limit): "the client did not end within \(limit.inWords)"
        case .troubled: "the client ended with exit code 75: its surroundings are in trouble"
        case .notCalled(let reason), .impossible(let reason): reason
        case .cancelled: "interrupted"
        }
    }
}
