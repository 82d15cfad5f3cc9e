/// One error of the service: its name on the wire and the status that it travels with.
package struct ErrorModel: Hashable, Sendable {
    package let name: String
    package let status: Int
    /// Whether the service takes the blame.
    package let isServerFault: Bool

    package init(name: String, status: Int, isServerFault: Bool = false) {
        self.name = name
        self.status = status
        self.isServerFault = isServerFault
    }
}

/// The errors that the service model declares.
extension ErrorModel {
    package static let resourceAlreadyExists = ErrorModel(name: "ResourceAlreadyExistsException", status: 400)
    package static let resourceNotFound = ErrorModel(name: "ResourceNotFoundException", status: 400)
    package static let invalidState = ErrorModel(name: "InvalidStateException", status: 400)
    package static let limitExceeded = ErrorModel(name: "LimitExceededException", status: 400)
    package static let concurrentModification = ErrorModel(
        name: "ConcurrentModificationException", status: 400)
    package static let operationDisabled = ErrorModel(name: "OperationDisabledException", status: 400)
    package static let internalError = ErrorModel(
        name: "InternalException", status: 500, isServerFault: true)
}

/// The errors that any call may meet and no operation's list names.
extension ErrorModel {
    package static let common: [ErrorModel] = [
        validation, serialization, unknownOperation, missingAuthenticationToken, incompleteSignature,
        invalidSignature, unrecognizedClient, expiredToken, accessDenied, throttling, serviceUnavailable,
        internalFailure, requestExpired,
    ]

    package static let validation = ErrorModel(name: "ValidationException", status: 400)
    package static let serialization = ErrorModel(name: "SerializationException", status: 400)
    package static let unknownOperation = ErrorModel(name: "UnknownOperationException", status: 400)
    package static let missingAuthenticationToken = ErrorModel(
        name: "MissingAuthenticationTokenException", status: 400)
    package static let incompleteSignature = ErrorModel(name: "IncompleteSignatureException", status: 400)
    package static let invalidSignature = ErrorModel(name: "InvalidSignatureException", status: 400)
    package static let unrecognizedClient = ErrorModel(name: "UnrecognizedClientException", status: 400)
    package static let expiredToken = ErrorModel(name: "ExpiredTokenException", status: 400)
    package static let accessDenied = ErrorModel(name: "AccessDeniedException", status: 400)
    package static let throttling = ErrorModel(name: "ThrottlingException", status: 400)
    package static let serviceUnavailable = ErrorModel(
        name: "ServiceUnavailable", status: 503, isServerFault: true)
    package static let internalFailure = ErrorModel(name: "InternalFailure", status: 500, isServerFault: true)
    package static let requestExpired = ErrorModel(name: "RequestExpired", status: 400)

    /// Every error known by name: the operations' own, in the order of the operations, then the common ones.
    package static let all: [ErrorModel] = {
        var known: [ErrorModel] = []
        for error in OperationModel.all.flatMap(\.errors) + common where !known.contains(error) {
            known.append(error)
        }
        return known
    }()

    /// The error of this name, letters compared exactly; nil for one that is not known.
    package static func named(_ name: String) -> ErrorModel? {
        all.first { $0.name == name }
    }
}
