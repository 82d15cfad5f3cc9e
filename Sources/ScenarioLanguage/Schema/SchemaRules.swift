import JSONTree

/// What the keys of one mapping ask of each other, as JSON Schema says it; the reader has its own checks.
extension LanguageKey {
    static var schemaRules: JSONObject { [:] }

    /// No two of these stand together.
    fileprivate static func excluding(_ keys: [Self], from others: [Self]? = nil) -> [JSONValue] {
        var pairs: [JSONValue] = []
        for (index, key) in keys.enumerated() {
            for other in others ?? Array(keys[(index + 1)...]) {
                pairs.append(["required": [.string(key.rawValue), .string(other.rawValue)]])
            }
        }
        return pairs
    }

    fileprivate static func none(of pairs: [JSONValue]) -> JSONValue { ["anyOf": .array(pairs)] }

    fileprivate static func one(of keys: [Self]) -> JSONValue {
        .array(keys.map { ["required": [.string($0.rawValue)]] })
    }
}

extension StepKey {
    static var schemaRules: JSONObject {
        [
            "oneOf": one(of: [.call, .send]), "not": none(of: excluding([.together, .capture])),
            "dependentRequired": ["input": ["call"]],
            "if": [
                "required": ["expect"],
                "properties": ["expect": ["type": "object", "required": ["answers"]]],
            ],
            "then": ["required": ["together"]],
        ]
    }
}

extension ExpectKey {
    static var schemaRules: JSONObject {
        let outcomes = allCases.filter { $0.outcome != nil && $0 != .requirement }
        let outside: [ExpectKey] = [.status, .headers, .body]
        return [
            "minProperties": 1, "dependentRequired": ["exactly": ["response"]],
            "not": none(
                of: excluding([.response, .error, .failure]) + excluding([.failure], from: outside)
                    + excluding([.anyOf, .answers]) + excluding([.anyOf, .answers], from: outcomes)),
        ]
    }
}

extension OutcomeKey {
    static var schemaRules: JSONObject {
        [
            "minProperties": 1, "dependentRequired": ["exactly": ["response"]],
            "not": none(
                of: excluding([.response, .error, .failure])
                    + excluding([.failure], from: [.status, .headers, .body])),
        ]
    }
}

extension AnswerKey {
    static var schemaRules: JSONObject {
        [
            "dependentRequired": ["exactly": ["response"]],
            "not": none(
                of: excluding([.response, .error, .failure])
                    + excluding([.failure], from: [.status, .headers, .body])),
        ]
    }
}

extension ErrorKey {
    static var schemaRules: JSONObject { ["minProperties": 1] }
}

extension BodyKey {
    static var schemaRules: JSONObject { ["minProperties": 1, "maxProperties": 1] }
}

extension CountKey {
    static var schemaRules: JSONObject { ["minProperties": 1] }
}

extension GapKey {
    static var schemaRules: JSONObject { ["minProperties": 1] }
}

extension WireKey {
    static var schemaRules: JSONObject {
        ["anyOf": one(of: allCases.filter { $0 != .whereWitnessed && $0 != .requirement })]
    }
}

extension StateKey {
    static var schemaRules: JSONObject {
        ["anyOf": one(of: allCases.filter { $0 != .whereWitnessed && $0 != .requirement })]
    }
}

extension StateSourceKey {
    static var schemaRules: JSONObject { ["anyOf": one(of: allCases.filter { $0 != .absent })] }
}

extension FaultKey {
    static var schemaRules: JSONObject {
        ["oneOf": one(of: [.action, .answer, .sequence]), "dependentRequired": ["probability": ["seed"]]]
    }
}

extension FaultElementKey {
    static var schemaRules: JSONObject { ["not": none(of: excluding([.action, .answer]))] }
}
