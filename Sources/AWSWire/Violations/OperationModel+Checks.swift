package import JSONTree

/// What an input does wrong, as the service would say it.
extension OperationModel {
    /// The first known member whose JSON type cannot be converted; nil when all can be read.
    package func serializationFailure(in input: JSONObject) -> SerializationFailure? {
        Self.serializationFailure(in: input, members: self.input)
    }

    /// Every constraint that the input fails, in the model's order, a pattern before the lengths of its member.
    ///
    /// Unknown members do not count and null is the same as absent. A value of a wrong type is passed over: ask for
    /// `serializationFailure(in:)` first.
    package func violations(of input: JSONObject) -> [ConstraintViolation] {
        var found: [ConstraintViolation] = []
        Self.check(input, members: self.input, prefix: "", into: &found)
        return found
    }

    private static func check(
        _ object: JSONObject, members: [MemberModel], prefix: String, into found: inout [ConstraintViolation]
    ) {
        for member in members {
            let path = prefix + member.violationName
            let value = object[member.name] ?? .null
            if value == .null {
                guard member.isRequired else { continue }
                found.append(ConstraintViolation(member: path, value: nil, constraint: .required))
            } else {
                check(value, shape: member.shape, path: path, into: &found)
            }
        }
    }

    private static func check(
        _ value: JSONValue, shape: ShapeModel, path: String, into found: inout [ConstraintViolation]
    ) {
        func fail(_ constraint: Constraint, _ text: String) {
            found.append(ConstraintViolation(member: path, value: text, constraint: constraint))
        }
        switch (shape, value) {
        case (.string(let constraints), .string(let text)):
            for constraint in constraints.failed(by: text) { fail(constraint, text) }
        case (.integer(let range?), .number(let number)):
            let amount = number.int.map(Double.init) ?? number.double.rounded(.down)
            if amount < Double(range.lowerBound) { fail(.minimum(range.lowerBound), number.lexeme) }
            if amount > Double(range.upperBound) { fail(.maximum(range.upperBound), number.lexeme) }
        case (.list(let element, let count), .array(let values)):
            let text = "[" + values.map(listText).joined(separator: ", ") + "]"
            if let minimum = count.minimum, values.count < minimum { fail(.minimumLength(minimum), text) }
            if let maximum = count.maximum, values.count > maximum { fail(.maximumLength(maximum), text) }
            for (index, value) in values.enumerated() where value != .null {
                check(value, shape: element, path: "\(path).\(index + 1).member", into: &found)
            }
        case (.structure(let members), .object(let object)):
            check(object, members: members, prefix: path + ".", into: &found)
        case (.string, _), (.integer, _), (.boolean, _), (.timestamp, _), (.list, _), (.structure, _):
            return
        }
    }

    /// A list element as a violation of the whole list prints it.
    private static func listText(_ value: JSONValue) -> String {
        if case .string(let text) = value { return text }
        return JSONWriter.text(value)
    }
}

extension StringConstraints {
    /// The constraints that a text fails, the pattern first.
    package func failed(by text: String) -> [Constraint] {
        var failed: [Constraint] = []
        if let matcher, !matcher.matches(text) { failed.append(.pattern(matcher.text)) }
        if let allowedValues, !allowedValues.contains(text) { failed.append(.allowedValues(allowedValues)) }
        guard minimumLength != nil || maximumLength != nil else { return failed }
        let length = text.unicodeScalars.count
        if let minimumLength, length < minimumLength { failed.append(.minimumLength(minimumLength)) }
        if let maximumLength, length > maximumLength { failed.append(.maximumLength(maximumLength)) }
        return failed
    }
}
