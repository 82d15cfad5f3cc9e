import AWSWire
import JSONTree

/// What the faults of one request mean for the call itself.
struct FaultDecision {
    /// In place of what the call comes to.
    var outcome: Outcome?
    /// Whether the handler runs and its effect stays.
    var takesEffect = true
    /// Whether the handler's answer is given although its effect is undone.
    var isUndone = false
    /// Whether a success is undone and becomes an error, so that there is one to write in another way.
    var needsError = false
    /// Whether the namespace loses all its sources afterwards.
    var startsAnew = false
    var quota: Int?
    var blindTime = Duration.zero

    init(_ drawn: DrawnFaults, operation: OperationModel?) {
        for element in drawn.actions where element.isDue {
            apply(element.action, operation)
        }
        if drawn.actions.contains(where: { $0.action.losesRequest }) { takesEffect = false }
    }

    private mutating func apply(_ action: FaultAction, _ operation: OperationModel?) {
        switch action.name {
        case .error, .errorCommon, .unknownErrorCode:
            refuse(action.text("code") ?? "", action, operation)
        case .errorWith200:
            refuse(action.text("code") ?? "InternalException", action, operation)
        case .disabled: refuse("OperationDisabledException", action, operation)
        case .throttleRate: refuse("ThrottlingException", action, operation)
        case .conflict: refuse("ConcurrentModificationException", action, operation)
        case .limit: quota = action.integer("count")
        case .eventual: blindTime = action.duration("for")
        case .notAppliedButOK: isUndone = true
        case .lostAfterRestart: startsAnew = true
        case .appliedButErrored:
            if action.text("with") == "error" {
                refuse(action.text("code") ?? "InternalException", action, operation)
                takesEffect = true
            }
        case .errorTypeForms, .errorMessageCase, .errortypeCase:
            if let code = action.text("code") {
                refuse(code, action, operation)
            } else {
                needsError = true
            }
        // The other names of the catalogue have no say in what a call comes to.
        default: break
        }
    }

    /// Puts an error in place of the call; its status and words are the service's unless the fault says them.
    private mutating func refuse(_ code: String, _ action: FaultAction, _ operation: OperationModel?) {
        guard outcome == nil else { return }
        outcome = .refusal(Self.refusal(code, action, operation))
        takesEffect = false
    }

    /// The error of this code, as a fault says it.
    static func refusal(_ code: String, _ action: FaultAction?, _ operation: OperationModel?) -> Refusal {
        let known = ErrorModel.named(code)
        let isServers = action?.text("fault").map { $0 == "server" } ?? known?.isServerFault ?? false
        let status = action?.integer("status") ?? known?.status ?? (isServers ? 500 : 400)
        return Refusal(
            code: code, status: status, message: action?.text("message") ?? words(of: code, operation),
            explanation: "a fault says so\nno rule was broken")
    }

    /// What the service says with an error, as far as it is known.
    private static func words(of code: String, _ operation: OperationModel?) -> String {
        switch code {
        case "LimitExceededException": "The requested resource exceeds the maximum number allowed."
        case "ResourceAlreadyExistsException": "Event source already exists."
        case "ResourceNotFoundException": "Event source does not exist."
        case "OperationDisabledException":
            "The operation \(operation?.name ?? "asked for") is not available in this region."
        case "ConcurrentModificationException": "There is concurrent modification on the resource."
        case "InternalException", "InternalFailure": "An internal error occurred."
        case "ThrottlingException": "Rate exceeded"
        case "UnrecognizedClientException": "The security token included in the request is invalid"
        case "ExpiredTokenException": "The security token included in the request is expired"
        default: "The fake was told to answer \(code)."
        }
    }
}

extension FaultAction {
    /// Whether the request is lost before the service acts on it.
    fileprivate var losesRequest: Bool {
        name == .reset
            ? text("at") == "after-read" && integer("after-bytes") == nil : name.losesRequest
    }
}
