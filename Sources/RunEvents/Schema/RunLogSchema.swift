import JSONTree

/// The published JSON Schema of one line of a run log.
package enum RunLogSchema {
    /// The schema as JSON text.
    package static var text: String { JSONWriter.pretty(.object(schema)) + "\n" }

    private static var schema: JSONObject {
        [
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "title": "One line of an Assay run log",
            "description": .string(
                "A run log is JSON Lines. Readers pass over members and events that they do not know, and over a "
                    + "last line without a line feed that cannot be read."),
            "type": "object",
            "required": ["event"],
            "properties": ["event": ["type": "string"]],
            "allOf": .array(RunEvent.Kind.allCases.map(rule)),
        ]
    }

    /// If the line is of this kind, then it has these members.
    private static func rule(for kind: RunEvent.Kind) -> JSONValue {
        var then = object(of: kind.fields)
        then.append("description", .string(kind.meaning))
        return [
            "if": ["properties": ["event": ["const": .string(kind.rawValue)]]],
            "then": .object(then),
        ]
    }

    private static func object(of fields: [RunLogField]) -> JSONObject {
        var properties = JSONObject()
        for field in fields {
            var property = type(of: field.kind)
            property.append("description", .string(field.meaning))
            properties.append(field.name, .object(property))
        }
        return [
            "required": .array(fields.filter(\.isRequired).map { .string($0.name) }),
            "properties": .object(properties),
        ]
    }

    private static func type(of kind: RunLogField.Kind) -> JSONObject {
        switch kind {
        case .text: return ["type": "string"]
        case .integer(let least): return ["type": "integer", "minimum": .number(JSONNumber(least))]
        case .seconds: return ["type": "number", "minimum": 0]
        case .flag: return ["type": "boolean"]
        case .bytes: return ["type": "string", "contentEncoding": "base64"]
        case .word(let words): return ["enum": .array(words.map { .string($0) })]
        case .list(let element): return ["type": "array", "items": .object(type(of: element))]
        case .object(let fields):
            var type: JSONObject = ["type": "object"]
            for member in object(of: fields).members { type.append(member.name, member.value) }
            return type
        }
    }
}
