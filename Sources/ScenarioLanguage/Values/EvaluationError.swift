/// Why a template could not be filled in while a case ran.
package enum EvaluationError: Error, Hashable, Sendable {
    /// A capture that no step has made: the step that makes it failed, or was left out.
    case missingCapture(String)
    case unsetEnvironment(String)
    /// A pattern that is none once its variables are filled in.
    case badPattern(String, reason: String)
    /// A fault that is none once its texts are filled in.
    case badFault(String)

    /// One sentence, lower case and without a full stop.
    package var message: String {
        switch self {
        case .missingCapture(let name): "'\(name)' was never captured"
        case .unsetEnvironment(let name): "the environment variable '\(name)' is not set"
        case .badPattern(let pattern, let reason): "the expression '\(pattern)' is not one: \(reason)"
        case .badFault(let reason): reason
        }
    }
}
