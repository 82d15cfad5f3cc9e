package import JSONTree

/// What an input does wrong, as the service would say it.
extension OperationModel {
    /// The first known member whose JSON type cannot be converted; nil when all can be read.
    package func serializationFailure(in input: JSONObject) -> SerializationFailure? {
        Self.serializationFailure(in: input, members: self.input)
    }

    /// Every constraint that the input fails, in the model's order, a pattern before the lengths of its member.
    ///
    /// Unknown members do not count and null is the same as absent; a list's elements must not be null. A value of a wrong type is passed over: ask for
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
            // A flat member's path is its name: nothing is put together for it.
            let path = prefix.isEmpty ? member.violationName : prefix + member.violationName
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
            if let minimum = count.minimum, values.count < minimum {
                fail(.minimumLength(minimum), listText(values))
            }
            if let maximum = count.maximum, values.count > maximum {
                fail(.maximumLength(maximum), listText(values))
            }
            for (index, value) in values.enumerated() {
                let path = "\(path).\(index + 1).member"
                if value == .null {
                    found.append(ConstraintViolation(member: path, value: nil, constraint: .required))
                } else {
                    check(value, shape: element, path: path, into: &found)
                }
            }
        case (.structure(let members), .object(let object)):
            check(object, members: members, prefix: path + ".", into: &found)
        case (.string, _), (.integer, _), (.boolean, _), (.timestamp, _), (.list, _), (.structure, _):
            return
        }
    }

    /// A list as a violation of the whole list prints it.
    private static func listText(_ values: [JSONValue]) -> String {
        let elements = values.map { value in
            if case .string(let text) = value { text } else { JSONWriter.text(value) }
        }
        return "[" + elements.joined(separator: ", ") + "]"
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
