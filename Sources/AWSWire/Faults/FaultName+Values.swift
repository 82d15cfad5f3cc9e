import JSONTree

extension FaultName {
    /// What is wrong with the values of its fields, beyond their types; nil where nothing is.
    func problem(of values: [String: FaultValue]) -> InvalidFault? {
        if let problem = rangeProblem(values) { return InvalidFault(field: nil, message: problem) }
        return idleTime(values) ?? rawText(values) ?? missedPoint(values)
    }

    private func rangeProblem(_ values: [String: FaultValue]) -> String? {
        switch self {
        case .delayUniform:
            guard case .duration(let lower) = values["lower"], case .duration(let upper) = values["upper"],
                lower > upper
            else { return nil }
            return "'lower' must not be greater than 'upper'"
        case .delayLognormal:
            guard case .duration(let median) = values["median"], case .duration(let most) = values["max"],
                most < median
            else { return nil }
            return "'max' must not be less than 'median'"
        case .raw:
            let count = ["text", "base64"].count { values[$0] != nil }
            return count == 1 ? nil : "the fault 'raw' needs either 'text' or 'base64'"
        // The fields of all others are checked one by one.
        default:
            return nil
        }
    }

    /// A time of nothing, where nothing would happen then.
    private func idleTime(_ values: [String: FaultValue]) -> InvalidFault? {
        let field: String
        switch self {
        case .delayFixed, .delayFirstByte, .delayHeaders, .delayBody, .refuse, .acceptDelay, .eventual:
            field = "for"
        case .delayUniform: field = "upper"
        case .delayLognormal: field = "median"
        case .conflict: field = "within"
        // A time of nothing makes a difference to all others, or is one of two.
        default: return nil
        }
        guard values[field] == .duration(.zero) else { return nil }
        return InvalidFault(
            field: field, message: "the field '\(field)' must not be zero: '\(rawValue)' would do nothing")
    }

    /// A text that would break the line in which it is sent.
    private func rawText(_ values: [String: FaultValue]) -> InvalidFault? {
        let fields =
            switch self {
            case .redirect: ["location"]
            case .contentTypeWrong: ["value"]
            case .contentLengthNonNumeric: ["text"]
            case .wrongHTTPVersion: ["version"]
            // A code may stand in a header too.
            default: ["code"]
            }
        for field in fields {
            guard case .text(let text) = values[field] else { continue }
            guard text.utf8.contains(where: { $0 < 0x20 && $0 != 0x09 || $0 == 0x7F }) else { continue }
            return InvalidFault(
                field: field,
                message: "the field '\(field)' goes into the head of the answer, where no line break and "
                    + "no control character may stand; 'raw' sends any bytes")
        }
        return nil
    }

    /// A value with which the fault would not be what its name says.
    private func missedPoint(_ values: [String: FaultValue]) -> InvalidFault? {
        switch (self, values["code"], values["version"], values["members"] ?? values["json"]) {
        case (.unknownErrorCode, .text(let code), _, _):
            guard ErrorModel.named(code) != nil else { return nil }
            return InvalidFault(
                field: "code", message: "'\(code)' is an error that is known; 'error' answers it")
        case (.wrongHTTPVersion, _, .text("HTTP/1.1"), _):
            return InvalidFault(field: "version", message: "'HTTP/1.1' is the right version")
        case (.bodyExtraMembers, _, _, .json(let text)):
            if case .object(let object)? = try? JSONReader.read(text), !object.isEmpty { return nil }
            return InvalidFault(
                field: "members", message: "the field 'members' must be an object with members in it")
        case (.bodyScalar, _, _, .json(let text)):
            switch try? JSONReader.read(text) {
            case .object, .array, nil:
                return InvalidFault(
                    field: "json", message: "the field 'json' must be a string, a number, true, false or null"
                )
            case .string, .number, .bool, .null: return nil
            }
        // All other values are as good as one another.
        default: return nil
        }
    }
}
