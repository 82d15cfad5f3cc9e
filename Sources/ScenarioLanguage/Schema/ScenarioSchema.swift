import AWSWire
package import JSONTree

/// The JSON Schema of scenario files, for editors, written from the same tables of keys that the reader uses.
package enum ScenarioSchema {
    /// The schema as text, as `Scenarios/scenario.schema.json` holds it.
    package static var text: String { JSONWriter.pretty(schema) + "\n" }

    package static var schema: JSONValue {
        var writer = SchemaWriter()
        let roots = [writer.reference(to: ScenarioKey.self), writer.reference(to: FragmentKey.self)]
        writer.defineCommon()
        return [
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "title": "A scenario file of Assay, version \(ScenarioKey.version)",
            "anyOf": .array(roots),
            "$defs": .object(writer.sortedDefinitions),
        ]
    }
}

/// Writes the definitions that a schema needs, each once.
private struct SchemaWriter {
    private var definitions: [String: JSONValue] = [:]

    private static let variable = "variable"
    private static let matcher = "matcher"
    private static let plain: JSONValue = ["string", "number", "boolean"]
    private static let durationPattern = #"\d+(\.\d+)?(ms|s|m|h|d)$"#

    var sortedDefinitions: JSONObject {
        JSONObject(
            definitions.sorted { $0.key < $1.key }.map { JSONObject.Member(name: $0.key, value: $0.value) })
    }

    static func reference(_ name: String) -> JSONValue { ["$ref": .string("#/$defs/\(name)")] }

    /// `a wire expectation` is defined as `wire-expectation`.
    private static func name(of type: any LanguageKey.Type) -> String {
        var words = type.subject.split(separator: " ")
        if ["a", "an", "the"].contains(words.first ?? "") { words.removeFirst() }
        return words.joined(separator: "-").lowercased()
    }

    mutating func reference(to type: any LanguageKey.Type) -> JSONValue {
        let name = Self.name(of: type)
        if definitions[name] == nil {
            definitions[name] = .null
            definitions[name] = mapping(type)
        }
        return Self.reference(name)
    }

    private mutating func mapping<Key: LanguageKey>(_ type: Key.Type) -> JSONValue {
        var properties = JSONObject()
        for key in Key.allCases {
            var schema = value(key.rule.shape)
            schema.append("description", .string(key.rule.text))
            properties.append(key.rawValue, .object(schema))
        }
        let required = Key.allCases.filter { $0.rule.isRequired }.map { JSONValue.string($0.rawValue) }
        var object: JSONObject = ["type": "object", "properties": .object(properties)]
        if !required.isEmpty { object.append("required", .array(required)) }
        // Besides its keys, a row has variables of the author's own.
        object.append("additionalProperties", .bool(type == RowKey.self))
        return .object(object)
    }

    mutating func defineCommon() {
        definitions[Self.variable] = [
            "description": "a variable that stands for the whole value", "type": "string",
            "pattern": #"^\$\{[A-Za-z][A-Za-z0-9_-]*\}$"#,
        ]
        definitions[Self.matcher] = .null
        var matchers = JSONObject()
        for key in MatcherName.allCases {
            var schema = value(key.rule.shape)
            schema.append("description", .string(key.rule.text))
            matchers.append(key.rawValue, .object(schema))
        }
        definitions[Self.matcher] = [
            "description": "a value that must be equal, a mapping of members, or one matcher",
            "anyOf": [
                [
                    "type": "object", "minProperties": 1, "maxProperties": 1, "properties": .object(matchers),
                    "additionalProperties": false,
                ],
                true,
            ],
        ]
    }

    /// What stands under a key; a variable may stand there too.
    private mutating func value(_ shape: ValueShape) -> JSONObject {
        let own = alternatives(shape)
        let all = Self.takesAnyText(shape) ? own : own + [Self.reference(Self.variable)]
        if all.count == 1, let object = all[0].object { return object }
        return ["anyOf": .array(all)]
    }

    /// Whether a variable is among what the shape allows anyway.
    private static func takesAnyText(_ shape: ValueShape) -> Bool {
        switch shape {
        case .text, .scalar, .openWord, .matcher, .anything: true
        case .either(let shapes): shapes.contains(where: takesAnyText)
        case .flag, .yes, .null, .integer, .number, .duration, .offset, .word, .list, .mapping, .named,
            .faultActions, .recordedValue:
            false
        }
    }

    private mutating func alternatives(_ shape: ValueShape) -> [JSONValue] {
        switch shape {
        case .text, .scalar: return [["type": Self.plain]]
        case .flag: return [["type": "boolean"]]
        case .yes: return [["const": true]]
        case .null: return [["type": "null"]]
        case .integer(let range): return [Self.integer(range)]
        case .number(let range): return [Self.number(range)]
        case .duration: return [["type": "string", "pattern": .string("^" + Self.durationPattern)]]
        case .offset: return [["type": "string", "pattern": .string("^[+-]?" + Self.durationPattern)]]
        case .word(let words): return [["enum": .array(words.map(JSONValue.string))]]
        case .openWord(let words):
            return [["enum": .array(words.map(JSONValue.string))], ["type": Self.plain]]
        case .list(let element, let isEmptyAllowed):
            var list: JSONObject = ["type": "array", "items": .object(value(element))]
            if !isEmptyAllowed { list.append("minItems", 1) }
            return [.object(list)]
        case .mapping(let type): return [reference(to: type)]
        case .named(let element):
            return [["type": "object", "additionalProperties": .object(value(element))]]
        case .matcher: return [Self.reference(Self.matcher)]
        case .faultActions: return [faultActions()]
        case .recordedValue:
            return [
                ["enum": .array(RecordedValue.words.map { .string($0.word) })],
                ["type": "string", "pattern": #"^(response|headers|wire\.headers)\..+$"#],
            ]
        case .anything: return [[:]]
        case .either(let shapes): return shapes.flatMap { alternatives($0) }
        }
    }

    private static func integer(_ range: ClosedRange<Int>) -> JSONValue {
        var object: JSONObject = ["type": "integer", "minimum": .number(JSONNumber(range.lowerBound))]
        if range.upperBound < .max { object.append("maximum", .number(JSONNumber(range.upperBound))) }
        return .object(object)
    }

    private static func number(_ range: ClosedRange<Double>) -> JSONValue {
        var object: JSONObject = ["type": "number"]
        if range.upperBound < 1e100 {
            object.append("minimum", .number(JSONNumber(range.lowerBound)))
            object.append("maximum", .number(JSONNumber(range.upperBound)))
        }
        return .object(object)
    }

    // MARK: Faults

    private mutating func faultActions() -> JSONValue {
        let name = "fault-actions"
        if definitions[name] == nil {
            definitions[name] = .null
            var properties = JSONObject()
            for fault in FaultName.allCases where fault.isAvailable {
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
        var object: JSONObject = [
            "description": .string(fault.entry.summary),
            "type": required.isEmpty ? ["object", "null"] : "object",
            "properties": .object(properties), "additionalProperties": false,
        ]
        if !required.isEmpty { object.append("required", .array(required)) }
        return .object(object)
    }

    private static func shape(of kind: FaultField.Kind) -> ValueShape {
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
