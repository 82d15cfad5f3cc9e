import AWSWire
import JSONTree

extension SchemaWriter {
    /// The names of the fault catalogue, each with its fields.
    mutating func faultActions() -> JSONValue {
        let name = "fault-actions"
        if definitions[name] == nil {
            definitions[name] = .null
            var properties = JSONObject()
            for fault in FaultName.allCases {
                properties.append(fault.rawValue, faultFields(fault))
            }
            definitions[name] = [
                "type": "object", "minProperties": 1, "properties": .object(properties),
                "additionalProperties": false,
            ]
        }
        return Self.reference(name)
    }

    private mutating func faultFields(_ fault: FaultName) -> JSONValue {
        var properties = JSONObject()
        for field in fault.fields {
            properties.append(field.name, .object(value(Self.shape(of: field.kind))))
        }
        let required = fault.fields.filter(\.isRequired).map { JSONValue.string($0.name) }
        var object: JSONObject = ["properties": .object(properties), "additionalProperties": false]
        var others: [JSONValue] = [Self.reference(Self.variable)]
        if required.isEmpty {
            others.append(["type": "null"])
        } else {
            object.append("required", .array(required))
        }
        return [
            "description": .string(fault.entry.summary),
            "if": ["type": "object"], "then": .object(object), "else": ["anyOf": .array(others)],
        ]
    }

    /// The shape of a fault's field, or of a policy's choice.
    static func shape(of kind: FaultField.Kind) -> ValueShape {
        switch kind {
        case .duration: .duration
        case .offset: .offset
        case .integer(let range): .integer(range)
        case .number(let range): .number(range)
        case .text, .base64: .scalar
        case .word(let words): .word(words)
        case .flag: .flag
        case .json: .anything
        }
    }
}
