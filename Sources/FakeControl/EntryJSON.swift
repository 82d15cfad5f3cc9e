import EventBridgeFake
import HTTPMessages
import JSONTree

/// Requests of the journal as JSON, in which no signature and no session token stands.
enum EntryJSON {
    /// How much of a body is shown.
    private static let shownBytes = 64 << 10

    static func object(_ entry: JournalEntry) -> JSONObject {
        let secrets = RequestSecrets(entry.request)
        var object: JSONObject = [
            "sequence": .number(JSONNumber(entry.sequence)),
            "received-at": .string(Moment.text(entry.receivedAt)),
            "connection": .number(JSONNumber(entry.connection)), "namespace": .string(entry.namespace),
            "operation": text(entry.operation), "access-key": text(entry.accessKey),
            "signature": .string(entry.verification.word),
        ]
        if case .refused(let code) = entry.verification { object.append("signature-error", .string(code)) }
        object.append("request", .object(request(entry.request, secrets)))
        var answer: JSONObject = [
            "status": entry.answer.status.map { .number(JSONNumber($0)) } ?? .null,
            "error": text(entry.answer.errorCode), "request-id": text(entry.answer.requestID),
        ]
        append(entry.answer.body, secrets, to: &answer)
        object.append("answer", .object(answer))
        object.append("faults", .array(entry.faults.map(JSONValue.string)))
        object.append("explanation", explanation(entry, secrets))
        return object
    }

    private static func request(_ request: HTTPRequest, _ secrets: RequestSecrets) -> JSONObject {
        var object: JSONObject = [
            "method": .string(request.method), "target": .string(secrets.redacted(request.target)),
            "headers": .array(
                request.fields.map { field in
                    ["name": .string(field.name), "value": .string(secrets.redacted(field))]
                }),
        ]
        append(request.body, secrets, to: &object)
        return object
    }

    private static func append(_ body: [UInt8], _ secrets: RequestSecrets, to object: inout JSONObject) {
        object.append("body-bytes", .number(JSONNumber(body.count)))
        guard !body.isEmpty else { return }
        let shown = body.prefix(shownBytes)
        if let text = String(validating: shown, as: UTF8.self) {
            object.append("body", .string(secrets.redacted(text)))
        } else {
            object.append("body-base64", .string(Base64.text(shown)))
        }
        if shown.count < body.count { object.append("is-cut", true) }
    }

    private static func explanation(_ entry: JournalEntry, _ secrets: RequestSecrets) -> JSONValue {
        guard let text = entry.explanation else { return .null }
        let lines = secrets.redacted(text).split(separator: "\n", omittingEmptySubsequences: false)
        return [
            "sentence": .string(String(lines[0])),
            "evidence": .array(lines.dropFirst().map { .string(String($0)) }),
        ]
    }

    private static func text(_ text: String?) -> JSONValue { text.map(JSONValue.string) ?? .null }
}
