package import HTTPMessages
package import JSONTree

/// The service's side of the protocol.
extension AWSJSON {
    /// The operation that a request names; nil without a target header or with one that names none of ours.
    package static func operation(of request: HTTPRequest) -> OperationModel? {
        guard let target = request.fields[targetHeader] else { return nil }
        return operations[target]
    }

    private static let operations = Dictionary(
        uniqueKeysWithValues: OperationModel.all.map { ($0.target, $0) })

    /// Tells whether a content type is the protocol's; parameters such as a charset do not matter.
    package static func isContentType(_ text: String) -> Bool {
        if text == contentType { return true }
        let type = text.utf8.prefix { $0 != UInt8(ascii: ";") }
        let expected = contentType.utf8
        let start = type.drop { $0 == 0x20 || $0 == 0x09 }
        guard start.count >= expected.count else { return false }
        let isSame = zip(start, expected).allSatisfy { given, wanted in
            given == wanted || (0x41...0x5A).contains(given) && given | 0x20 == wanted
        }
        return isSame && start.dropFirst(expected.count).allSatisfy { $0 == 0x20 || $0 == 0x09 }
    }

    /// The input that a body holds. Members are not looked at; an empty body is no JSON text.
    package static func input(from body: [UInt8], limits: JSONLimits = .standard) -> JSONObject? {
        guard let value = try? JSONReader.read(body, limits: limits), case .object(let object) = value else {
            return nil
        }
        return object
    }

    /// A success, with the members that have a value: a service never writes null.
    ///
    /// An operation without output answers with an empty body.
    package static func success(_ operation: OperationModel, output: JSONObject) -> HTTPResponse {
        guard !operation.output.isEmpty else { return response(status: 200, body: []) }
        var present: JSONObject = [:]
        for member in output.members where member.value != .null { present.append(member.name, member.value) }
        return response(status: 200, body: JSONWriter.bytes(.object(present)))
    }

    /// An error, its name in `__type`; without a message there is no message member.
    ///
    /// `messageMember` is "Message" where the service's own layers write it so.
    package static func failure(
        _ name: String, status: Int, message: String?, messageMember: String = "message"
    ) -> HTTPResponse {
        var body: JSONObject = ["__type": .string(name)]
        if let message { body.append(messageMember, .string(message)) }
        return response(status: status, body: JSONWriter.bytes(.object(body)))
    }

    private static func response(status: Int, body: [UInt8]) -> HTTPResponse {
        HTTPResponse(status: status, fields: [("Content-Type", contentType)], body: body)
    }
}
