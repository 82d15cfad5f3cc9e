import JSONTree

/// A value of another JSON type than its model says.
struct TypeMismatch: Hashable, Sendable {
    let path: [JSONPathStep]
    /// What the model says, with its article: "a string".
    let expected: String
    /// What was found, with its article.
    let found: String
}

extension AWSJSON {
    /// The first value under these members that is of another type than its model; null is of every type.
    static func typeMismatch(
        in object: JSONObject, members: [MemberModel], path: [JSONPathStep]
    ) -> TypeMismatch? {
        for member in members {
            guard let value = object[member.name] else { continue }
            if let mismatch = typeMismatch(
                in: value, shape: member.shape, path: path + [.member(member.name)])
            {
                return mismatch
            }
        }
        return nil
    }

    private static func typeMismatch(
        in value: JSONValue, shape: ShapeModel, path: [JSONPathStep]
    ) -> TypeMismatch? {
        func mismatch(_ expected: String) -> TypeMismatch {
            TypeMismatch(path: path, expected: expected, found: value.kind.phrase)
        }
        switch (shape, value) {
        case (_, .null), (.string, .string), (.boolean, .bool), (.timestamp, .number):
            return nil
        case (.integer, .number(let number)):
            return number.int == nil ? mismatch("a whole number") : nil
        case (.list(let element, _), .array(let values)):
            for (index, value) in values.enumerated() {
                if let mismatch = typeMismatch(in: value, shape: element, path: path + [.element(index)]) {
                    return mismatch
                }
            }
            return nil
        case (.structure(let members), .object(let object)):
            return typeMismatch(in: object, members: members, path: path)
        case (.string, _): return mismatch("a string")
        case (.boolean, _): return mismatch("a boolean")
        case (.integer, _): return mismatch("a whole number")
        case (.timestamp, _): return mismatch("a number of seconds")
        case (.list, _): return mismatch("an array")
        case (.structure, _): return mismatch("an object")
        }
    }

    /// A path as text, `$` at its root.
    static func text(of path: [JSONPathStep]) -> String {
        path.reduce(into: "$") { text, step in
            switch step {
            case .member(let name): text += ".\(name)"
            case .element(let index): text += "[\(index)]"
            }
        }
    }
}

extension AWSJSON {
    /// Where the value at a path begins.
    static func position(of path: [JSONPathStep], in body: [UInt8]) -> UnreadableAnswer.Position? {
        JSONReader.place(of: path, in: body).map {
            UnreadableAnswer.Position(offset: $0.offset, line: $0.line, column: $0.column)
        }
    }
}
