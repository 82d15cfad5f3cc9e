package import JSONTree

/// A JSON value with templates in it.
package indirect enum ValueTemplate: Hashable, Sendable {
    /// A value without anything to fill in, the whole tree below it.
    case constant(JSONValue)
    case text(TextTemplate)
    /// A captured value as it is, of whatever type.
    case capture(String)
    case list([ValueTemplate])
    case object([Member])

    package struct Member: Hashable, Sendable {
        package var name: String
        package var value: ValueTemplate

        package init(name: String, value: ValueTemplate) {
            self.name = name
            self.value = value
        }
    }

    /// The value, when there is nothing to fill in.
    package var constant: JSONValue? {
        if case .constant(let value) = self { value } else { nil }
    }

    package func evaluate(in variables: Variables) throws(EvaluationError) -> JSONValue {
        switch self {
        case .constant(let value):
            return value
        case .text(let template):
            return .string(try template.evaluate(in: variables))
        case .capture(let name):
            return try variables.capture(name)
        case .list(let items):
            var values: [JSONValue] = []
            values.reserveCapacity(items.count)
            for item in items { values.append(try item.evaluate(in: variables)) }
            return .array(values)
        case .object(let members):
            var object = JSONObject()
            object.members.reserveCapacity(members.count)
            for member in members { object.append(member.name, try member.value.evaluate(in: variables)) }
            return .object(object)
        }
    }
}
