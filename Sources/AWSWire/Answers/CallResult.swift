package import HTTPMessages
package import JSONTree

/// What an answer to a call means.
package enum CallResult: Hashable, Sendable {
    /// A success; the object holds what was sent, unknown members and nulls too.
    case success(JSONObject)
    case serviceError(ServiceError)
    case unreadable(UnreadableAnswer)
}

extension AWSJSON {
    /// Reads an answer as a tolerant client does.
    ///
    /// Any status from 200 to 299 is a success and everything else an error. An empty body stands for `{}`; unknown
    /// members are let through, null is the same as absent; a known member of another type is not readable.
    package static func interpret(
        _ response: HTTPResponse, as operation: OperationModel, limits: JSONLimits = .standard
    ) -> CallResult {
        let body: JSONObject
        switch object(in: response, limits: limits) {
        case .success(let object): body = object
        case .failure(let unreadable):
            // A header names the error whatever stands in the body: a front server may have replaced it.
            let isSuccess = (200..<300).contains(response.status)
            guard !isSuccess, let identity = ErrorIdentity(of: response, body: [:]) else {
                return .unreadable(unreadable)
            }
            return .serviceError(serviceError(identity, message: nil, status: response.status))
        }
        guard (200..<300).contains(response.status) else {
            return failure(response, body: body)
        }
        if let mismatch = typeMismatch(in: body, members: operation.output, path: []) {
            return .unreadable(unreadable(mismatch, in: response))
        }
        return .success(body)
    }

    /// The message of an error body in any casing; null and other types count as none.
    package static func message(in body: JSONObject) -> String? {
        for name in ["message", "Message"] {
            if case .string(let text)? = body[name] { return text }
        }
        for member in body.members where member.name.lowercased() == "message" {
            if case .string(let text) = member.value { return text }
        }
        return nil
    }

    private static func failure(_ response: HTTPResponse, body: JSONObject) -> CallResult {
        guard let identity = ErrorIdentity(of: response, body: body) else {
            return .unreadable(
                UnreadableAnswer(
                    reason: .noErrorName,
                    message:
                        "the answer is an error and neither \(errorTypeHeader), __type nor code names it",
                    status: response.status, path: "$", position: nil))
        }
        return .serviceError(serviceError(identity, message: message(in: body), status: response.status))
    }

    private static func serviceError(
        _ identity: ErrorIdentity, message: String?, status: Int
    ) -> ServiceError {
        ServiceError(namespace: identity.namespace, name: identity.name, message: message, status: status)
    }

    private static func object(
        in response: HTTPResponse, limits: JSONLimits
    ) -> Result<JSONObject, UnreadableAnswer> {
        guard !response.body.isEmpty else { return .success([:]) }
        do {
            let value = try JSONReader.read(response.body, limits: limits)
            guard case .object(let object) = value else {
                return .failure(
                    UnreadableAnswer(
                        reason: .notAnObject, message: "expected an object but found \(value.kind.phrase)",
                        status: response.status, path: "$", position: position(of: [], in: response.body)))
            }
            return .success(object)
        } catch {
            return .failure(
                UnreadableAnswer(
                    reason: .notJSON, message: "the body is not JSON: \(error.message)",
                    status: response.status,
                    path: "$",
                    position: .init(offset: error.offset, line: error.line, column: error.column)))
        }
    }

    private static func unreadable(_ mismatch: TypeMismatch, in response: HTTPResponse) -> UnreadableAnswer {
        UnreadableAnswer(
            reason: .wrongType, message: "expected \(mismatch.expected) but found \(mismatch.found)",
            status: response.status, path: text(of: mismatch.path),
            position: position(of: mismatch.path, in: response.body))
    }
}
