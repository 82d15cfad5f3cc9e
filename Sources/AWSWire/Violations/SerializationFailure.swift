import JSONTree

/// A JSON value that cannot become the type that the service's model wants.
///
/// The service family answers it with a SerializationException whose message member is written `Message`.
package struct SerializationFailure: Error, Hashable, Sendable {
    /// The path as violations write it.
    package let member: String
    /// The family's wording; it says which type met which, never where.
    package let message: String

    package init(member: String, message: String) {
        self.member = member
        self.message = message
    }
}

extension OperationModel {
    static func serializationFailure(
        in object: JSONObject, members: [MemberModel], prefix: String = ""
    ) -> SerializationFailure? {
        for member in members {
            guard let value = object[member.name] else { continue }
            let path = prefix.isEmpty ? member.violationName : prefix + member.violationName
            if let failure = serializationFailure(in: value, shape: member.shape, path: path) {
                return failure
            }
        }
        return nil
    }

    private static func serializationFailure(
        in value: JSONValue, shape: ShapeModel, path: String
    ) -> SerializationFailure? {
        func failure(_ message: String) -> SerializationFailure {
            SerializationFailure(member: path, message: message)
        }
        switch (shape, value) {
        case (_, .null), (.string, .string), (.integer, .number), (.boolean, .bool), (.timestamp, .number):
            return nil
        case (.list(let element, _), .array(let values)):
            for (index, value) in values.enumerated() {
                let path = "\(path).\(index + 1).member"
                if let failure = serializationFailure(in: value, shape: element, path: path) {
                    return failure
                }
            }
            return nil
        case (.structure(let members), .object(let object)):
            return serializationFailure(in: object, members: members, prefix: path + ".")
        case (_, .array):
            return failure("Start of list found where not expected")
        case (_, .object):
            return failure("Start of structure or map found where not expected.")
        case (.list, _):
            return failure("Expected list or null")
        case (.structure, _):
            return failure("Expected null")
        case (.string, _), (.integer, _), (.boolean, _), (.timestamp, _):
            return failure("class \(className(of: value)) can not be converted to an \(typeName(of: shape))")
        }
    }

    private static func className(of value: JSONValue) -> String {
        switch value {
        case .bool: "java.lang.Boolean"
        case .number: "com.amazon.coral.value.json.numbers.TruncatingBigNumber"
        case .string, .null, .array, .object: "java.lang.String"
        }
    }

    private static func typeName(of shape: ShapeModel) -> String {
        switch shape {
        case .string: "String"
        case .integer: "Integer"
        case .boolean: "Boolean"
        case .timestamp: "Timestamp"
        case .list: "List"
        case .structure: "Structure"
        }
    }
}
