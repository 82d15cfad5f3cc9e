import JSONTree

extension SchemaWriter {
    /// Defines what many keys refer to: variables and matchers.
    mutating func defineCommon() {
        definitions[Self.variable] = [
            "description": "a text with a template in it, which stands for what it comes to",
            "type": "string", "pattern": #"\$\{"#,
        ]
        var matchers = JSONObject()
        for key in MatcherName.allCases {
            var schema = value(key.rule.shape)
            schema.append("description", .string(key.rule.text))
            matchers.append(key.rawValue, .object(schema))
        }
        definitions[Self.onlyMatcher] = [
            "description": "one matcher, or two bounds", "type": "object", "minProperties": 1,
            "properties": .object(matchers), "additionalProperties": false,
            "anyOf": [["maxProperties": 1], ["required": ["at-least", "at-most"], "maxProperties": 2]],
        ]
        let names: [JSONValue] = MatcherName.allCases.map { ["required": [.string($0.rawValue)]] }
        definitions[Self.matcher] = [
            "description": "a value that must be equal, a mapping of members, or one matcher",
            // Members of the service's answers begin with a capital, so no name of a matcher is one of theirs.
            "if": ["type": "object", "anyOf": .array(names)], "then": Self.reference(Self.onlyMatcher),
            "else": [
                "if": ["type": "array"], "then": ["items": Self.reference(Self.matcher)],
                "else": ["additionalProperties": Self.reference(Self.matcher)],
            ],
        ]
        definitions[Self.plainMatcher] = [
            "description": "a plain value that must be equal, or one matcher",
            "if": ["type": "object"], "then": Self.reference(Self.onlyMatcher), "else": ["type": Self.plain],
        ]
    }
}
