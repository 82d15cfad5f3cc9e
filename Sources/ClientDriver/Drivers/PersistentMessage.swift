import Diagnostics
import JSONTree

/// What a client that goes on running may say, one JSON object a line.
enum PersistentMessage {
    /// Who it is and how many calls it makes at once; the first thing that it says.
    case hello(ClientHello)
    /// What came of the call that was asked for under an identifier.
    case result(identifier: String, result: JSONValue)

    private enum Kind: String, CaseIterable { case hello, result }
    private enum HelloKey: String, CaseIterable { case type, v, client, operations, concurrency }
    private enum ResultKey: String, CaseIterable { case type, id, result }

    /// Why a line is no message.
    struct Invalid: Error {
        let reason: String
    }

    static func read(_ line: [UInt8]) throws(Invalid) -> PersistentMessage {
        var inspection = JSONInspection(file: "line", subject: "message", bytes: line)
        let message = inspection.document().flatMap { Self.message($0, &inspection) }
        guard let message, inspection.diagnostics.isEmpty else {
            throw Invalid(reason: inspection.diagnostics.first?.message ?? "it is empty")
        }
        return message
    }

    private static func message(_ value: JSONValue, _ inspection: inout JSONInspection) -> PersistentMessage?
    {
        guard case .object(let object) = value else {
            inspection.wrongType(value, [], "an object")
            return nil
        }
        if object["type"] == nil { inspection.missing([], "type") }
        switch inspection.word(object["type"], [.member("type")], of: Kind.self) {
        case nil: return nil
        case .hello?:
            _ = inspection.object(value, [], keys: HelloKey.self)
            if object["v"] == nil { inspection.missing([], "v", " (this protocol is version 1)") }
            _ = inspection.number(object["v"], [.member("v")], in: 1...1)
            let concurrency = inspection.number(object["concurrency"], [.member("concurrency")], in: 1...1000)
            let client = NativeResult.identity(object["client"], [.member("client")], &inspection)
            return .hello(
                ClientHello(
                    client: client, operations: operations(object["operations"], &inspection),
                    concurrency: concurrency ?? 1))
        case .result?:
            _ = inspection.object(value, [], keys: ResultKey.self)
            if object["id"] == nil { inspection.missing([], "id") }
            if object["result"] == nil { inspection.missing([], "result") }
            guard let identifier = inspection.text(object["id"], [.member("id")]),
                let result = object["result"]
            else { return nil }
            return .result(identifier: identifier, result: result)
        }
    }

    private static func operations(_ value: JSONValue?, _ inspection: inout JSONInspection) -> [String] {
        let path = [JSONPathStep.member("operations")]
        switch value {
        case nil, .null?: return []
        case .array(let elements)?:
            return elements.enumerated().compactMap { inspection.text($1, path + [.element($0)]) }
        case .some(let other):
            inspection.wrongType(other, path, "an array")
            return []
        }
    }

    /// The line that asks for a call.
    static func run(_ call: ClientCall) -> [UInt8] {
        let message: JSONObject = [
            "type": "run", "id": .string(call.identifier),
            "context": .object(ClientContext(call: call, resultFile: nil).json),
        ]
        return JSONWriter.bytes(.object(message)) + [UInt8(ascii: "\n")]
    }
}

/// How a client that goes on running describes itself.
package struct ClientHello: Hashable, Sendable {
    package let client: ClientIdentity?
    /// The operations that it can call; empty where it does not say.
    package let operations: [String]
    package let concurrency: Int
}
