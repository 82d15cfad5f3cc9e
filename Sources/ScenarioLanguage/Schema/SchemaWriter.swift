import AWSWire
import JSONTree

/// Writes the definitions that a schema needs, each once.
struct SchemaWriter {
    var definitions: [String: JSONValue] = [:]

    static let variable = "variable"
    static let matcher = "matcher"
    static let plainMatcher = "matcher-of-a-plain-value"
    static let onlyMatcher = "one-matcher"
    static let plain: JSONValue = ["string", "number", "boolean"]
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
        if type == RowKey.self {
            // Besides its keys, a row has variables of the author's own.
            object.append("propertyNames", Self.givenName)
        } else {
            object.append("additionalProperties", false)
        }
        for member in Key.schemaRules.members { object.append(member.name, member.value) }
        if type == StepKey.self { object.append("allOf", .array(inputRules())) }
        return .object(object)
    }

    /// A name that an author may give: not one that is built in.
    static let givenName: JSONValue = [
        "pattern": "^[A-Za-z][A-Za-z0-9_-]*$",
        "not": ["enum": .array(BuiltInValue.allCases.map { .string($0.rawValue) })],
    ]

    /// Of which members a step's input may be, by what it calls.
    private func inputRules() -> [JSONValue] {
        OperationModel.all.map { operation in
            let members = JSONObject(
                operation.input.map { JSONObject.Member(name: $0.name, value: true) }
                    + [JSONObject.Member(name: "json", value: true)])
            let json: JSONValue = ["type": "object", "required": ["json"], "maxProperties": 1]
            let input: JSONValue = [
                "description": .string("members of \(operation.name)'s input, or { json: … }"),
                "properties": .object(members), "additionalProperties": json,
            ]
            return [
                "if": ["properties": ["call": ["const": .string(operation.name)]], "required": ["call"]],
                "then": ["properties": ["input": input]],
            ]
        }
    }

    // MARK: Values

    /// What a shape allows, by the kind of value; what is neither a mapping nor a list is in `others`.
    private struct Branches {
        var mapping: JSONValue?
        var list: JSONValue?
        var others: [JSONValue] = []

        mutating func add(_ more: Branches) {
            mapping = mapping ?? more.mapping
            list = list ?? more.list
            others += more.others
        }
    }

    /// What stands under a key; a variable may stand there too.
    mutating func value(_ shape: ValueShape) -> JSONObject {
        var branches = branches(shape)
        if !Self.takesAnyText(shape) { branches.others.append(Self.reference(Self.variable)) }
        var schema: JSONValue =
            branches.others.count == 1 ? branches.others[0] : ["anyOf": .array(branches.others)]
        // The kind of value chooses, so that a mistake inside is told as itself and not as the wrong kind.
        if let list = branches.list { schema = ["if": ["type": "array"], "then": list, "else": schema] }
        if let mapping = branches.mapping {
            schema = ["if": ["type": "object"], "then": mapping, "else": schema]
        }
        return schema.object ?? [:]
    }

    /// Whether a variable is among what the shape allows anyway.
    private static func takesAnyText(_ shape: ValueShape) -> Bool {
        switch shape {
        case .text, .scalar, .openWord, .matcher, .plainMatcher, .anything: true
        case .either(let shapes): shapes.contains(where: takesAnyText)
        case .flag, .yes, .null, .integer, .number, .duration, .offset, .word, .pattern, .list, .mapping,
            .named,
            .given, .step, .policies, .faultActions, .recordedValue:
            false
        }
    }

    private mutating func branches(_ shape: ValueShape) -> Branches {
        switch shape {
        case .list(let element, let isEmptyAllowed):
            var list: JSONObject = ["type": "array", "items": .object(value(element))]
            if !isEmptyAllowed { list.append("minItems", 1) }
            return Branches(list: .object(list))
        case .mapping(let type): return Branches(mapping: reference(to: type))
        case .step:
            return Branches(mapping: [
                "if": ["required": ["include"]], "then": reference(to: IncludeKey.self),
                "else": reference(to: StepKey.self),
            ])
        case .named(let element):
            return Branches(mapping: ["type": "object", "additionalProperties": .object(value(element))])
        case .given(let element):
            return Branches(mapping: [
                "type": "object", "additionalProperties": .object(value(element)),
                "propertyNames": Self.givenName,
            ])
        case .policies: return Branches(mapping: policies())
        case .faultActions: return Branches(mapping: faultActions())
        case .either(let shapes):
            var all = Branches()
            for shape in shapes { all.add(branches(shape)) }
            return all
        case .text, .scalar, .flag, .yes, .null, .integer, .number, .duration, .offset, .word, .openWord,
            .pattern,
            .matcher, .plainMatcher, .recordedValue, .anything:
            return Branches(others: plainAlternatives(shape))
        }
    }

    private func plainAlternatives(_ shape: ValueShape) -> [JSONValue] {
        switch shape {
        case .text, .scalar: [["type": Self.plain]]
        case .flag: [["type": "boolean"]]
        case .yes: [["const": true]]
        case .null: [["type": "null"]]
        case .integer(let range): [Self.integer(range)]
        case .number(let range): [Self.number(range)]
        case .duration: [["type": "string", "pattern": .string("^" + Self.durationPattern)]]
        case .offset: [["type": "string", "pattern": .string("^[+-]?" + Self.durationPattern)]]
        case .word(let words): [["enum": .array(words.map(JSONValue.string))]]
        case .openWord(let words): [["enum": .array(words.map(JSONValue.string))], ["type": Self.plain]]
        case .pattern(let pattern): [["type": Self.plain, "pattern": .string(pattern)]]
        case .matcher: [Self.reference(Self.matcher)]
        case .plainMatcher: [Self.reference(Self.plainMatcher)]
        case .recordedValue:
            [
                ["enum": .array(RecordedValue.words.map { .string($0.word) })],
                ["type": "string", "pattern": #"^(response|headers|wire\.headers)\..+$"#],
            ]
        case .anything: [[:]]
        case .list, .mapping, .named, .given, .step, .policies, .faultActions, .either: []
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

    private mutating func policies() -> JSONValue {
        var properties = JSONObject()
        for policy in PolicyName.allCases {
            var schema = value(Self.shape(of: policy.entry.kind))
            schema.append("description", .string(policy.entry.summary))
            properties.append(policy.rawValue, .object(schema))
        }
        return ["type": "object", "properties": .object(properties), "additionalProperties": false]
    }
}
