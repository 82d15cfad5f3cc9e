import JSONTree
import ScenarioLanguage

/// The JSON Schemas that routes speak of, by name; those of faults and requests are the scenario language's own.
enum ControlSchema {
    static func reference(_ name: String) -> JSONValue { ["$ref": .string("#/components/schemas/\(name)")] }

    static let text: JSONValue = ["type": "string"]
    static let count: JSONValue = ["type": "integer", "minimum": 0]
    static let flag: JSONValue = ["type": "boolean"]
    static let time: JSONValue = ["type": "string", "format": "date-time"]
    static let duration: JSONValue = [
        "type": "string", "pattern": #"^[+-]?\d+(\.\d+)?(ms|s|m|h|d)$"#, "examples": ["250ms", "+7d"],
    ]

    static func list(_ element: JSONValue) -> JSONValue { ["type": "array", "items": element] }

    /// An object of these members, of which those whose names end in `?` may be missing.
    static func object(_ members: KeyValuePairs<String, JSONValue>) -> JSONValue {
        var properties = JSONObject()
        var required: [JSONValue] = []
        for (name, schema) in members {
            let isOptional = name.hasSuffix("?")
            let name = isOptional ? String(name.dropLast()) : name
            properties.append(name, schema)
            if !isOptional { required.append(.string(name)) }
        }
        var object: JSONObject = ["type": "object", "properties": .object(properties)]
        if !required.isEmpty { object.append("required", .array(required)) }
        object.append("additionalProperties", false)
        return .object(object)
    }

    /// Every schema by name, in order of name.
    static var components: JSONObject {
        var all = own
        // The scenario language's definitions refer to each other where a scenario's schema keeps them.
        for definition in ScenarioSchema.schema["$defs"]?.object?.members ?? []
        where all[definition.name] == nil {
            all[definition.name] = moved(definition.value)
        }
        var used = Set(own.keys)
        var waiting = Array(own.values) + ControlRoute.all.flatMap(\.schemas)
        while let schema = waiting.popLast() {
            for name in references(in: schema) where used.insert(name).inserted {
                if let found = all[name] { waiting.append(found) }
            }
        }
        return JSONObject(
            all.filter { used.contains($0.key) }.sorted { $0.key < $1.key }.map {
                JSONObject.Member(name: $0.key, value: $0.value)
            })
    }

    private static let own: [String: JSONValue] = [
        "error": object([
            "error": object([
                "code": text, "message": text,
                "places?": list(object(["line": count, "column": count, "message": text, "code?": text])),
            ])
        ]),
        "source": object([
            "name": text, "account": text, "state": ["enum": ["PENDING", "ACTIVE", "DELETED"]],
            "region": text, "arn": text, "created-at": time, "namespace": text,
        ]),
        "bus": object([
            "name": text, "account": text, "region": text, "arn": text,
            "source": ["type": ["string", "null"]],
            "created-at": time, "received-events": count, "namespace": text,
        ]),
        "event": object([
            "id": text, "source": text, "account": text, "region": text, "detail-type": text, "detail": text,
            "resources": list(text), "received-at": time, "is-delivered": flag,
        ]),
        "armed-fault": object([
            "id": count, "namespace": text, "title": text, "fault": reference("fault"), "matched": count,
            "hits": count,
        ]),
        "clock": object(["namespace": text, "time": time, "offset": duration]),
        "credential": object([
            "access-key": text, "account": text, "namespace": text, "is-temporary": flag, "is-expired": flag,
            "partner?": text, "denied-operations": list(text),
        ]),
        "received-request": object([
            "sequence": count, "received-at": time, "connection": count, "namespace": text,
            "operation": ["type": ["string", "null"]], "access-key": ["type": ["string", "null"]],
            "signature": ["enum": ["valid", "invalid", "unchecked"]], "signature-error?": text,
            "request": object([
                "method": text, "target": text, "headers": list(object(["name": text, "value": text])),
                "body-bytes": count, "body?": text, "body-base64?": text, "is-cut?": flag,
            ]),
            "answer": object([
                "status": ["type": ["integer", "null"]], "error": ["type": ["string", "null"]],
                "request-id": ["type": ["string", "null"]], "body-bytes": count, "body?": text,
                "body-base64?": text, "is-cut?": flag,
            ]),
            "faults": list(text),
            "explanation": [
                "anyOf": [["type": "null"], object(["sentence": text, "evidence": list(text)])]
            ],
        ]),
        "difference": object(["path": text, "expected": text, "actual": text, "message": text]),
        "verification": object([
            "verified": flag, "count": count, "message": text,
            "differences": list(reference("difference")),
            "nearest": list(
                object([
                    "request": reference("received-request"),
                    "differences": list(reference("difference")),
                ])),
            "requests": list(reference("received-request")), "text": text,
        ]),
        "wanted-requests": [
            "description":
                "the keys of a scenario's wire expectation, with the operation beside them; {} is every request",
            "type": "object",
            "properties": ["call": text, "timeout": duration],
            "anyOf": [
                ["type": "object", "maxProperties": 2],
                reference("wire-expectation"), ["type": "object", "required": ["call"]],
            ],
        ],
        "exercised": object(["exercised": count, "of": count]),
    ]

    private static func moved(_ schema: JSONValue) -> JSONValue {
        switch schema {
        case .object(let object):
            return .object(
                JSONObject(
                    object.members.map { member in
                        guard member.name == "$ref", case .string(let text) = member.value else {
                            return JSONObject.Member(name: member.name, value: moved(member.value))
                        }
                        let name = text.split(separator: "/").last.map(String.init) ?? text
                        return JSONObject.Member(name: "$ref", value: .string("#/components/schemas/\(name)"))
                    }))
        case .array(let elements): return .array(elements.map(moved))
        case .null, .bool, .number, .string: return schema
        }
    }

    private static func references(in schema: JSONValue) -> [String] {
        switch schema {
        case .object(let object):
            return object.members.flatMap { member -> [String] in
                guard member.name == "$ref", case .string(let text) = member.value else {
                    return references(in: member.value)
                }
                return text.split(separator: "/").last.map { [String($0)] } ?? []
            }
        case .array(let elements): return elements.flatMap(references)
        case .null, .bool, .number, .string: return []
        }
    }
}

extension ControlRoute {
    /// The schemas that it speaks of.
    var schemas: [JSONValue] {
        parameters.map(\.schema) + answers.map(\.schema) + (body.map { [$0.schema] } ?? [])
    }
}
