import AWSWire
import EventBridgeFake
import Testing

@Suite struct FaultCatalogueTests {
    @Test func `names are kebab-case and every entry says what it does`() {
        for name in FaultName.allCases {
            let isKebab = name.rawValue.wholeMatch(of: /[a-z0-9]+(-[a-z0-9]+)*/) != nil
            #expect(isKebab, "\(name.rawValue)")
            #expect(name.entry.summary.last != ".")
            #expect(name.entry.summary.count > 10)
        }
    }

    @Test(arguments: FaultName.allCases)
    func `field names are kebab-case, unlike one another, and standard values fit`(name: FaultName) {
        let fields = name.fields
        #expect(Set(fields.map(\.name)).count == fields.count)
        for field in fields {
            let isKebab = field.name.wholeMatch(of: /[a-z0-9]+(-[a-z0-9]+)*/) != nil
            #expect(isKebab, "\(field.name)")
            #expect(!field.isRequired || field.standard == nil)
        }
    }

    /// A value that may stand in a field.
    static func value(for field: FaultField) -> FaultValue {
        switch field.kind {
        case .duration, .offset: .duration(.milliseconds(20))
        case .integer(let range): .integer(range.lowerBound)
        case .number(let range): .number(max(1, range.lowerBound))
        case .text: .text("text")
        case .word(let words): .text(words[0])
        case .flag: .flag(true)
        case .json: .json("1")
        case .base64: .bytes([1])
        }
    }

    /// The values that a fault must have, and no others.
    static func required(of name: FaultName) -> [String: FaultValue] {
        var values: [String: FaultValue] = [:]
        for field in name.fields where field.isRequired { values[field.name] = value(for: field) }
        if name == .raw { values["text"] = .text("raw") }
        return values
    }

    @Test(arguments: FaultName.allCases)
    func `an action is made from what is required`(name: FaultName) throws {
        let action = try FaultAction(name, Self.required(of: name))
        for field in name.fields where field.standard != nil {
            #expect(action.values[field.name] == field.standard)
        }
    }

    @Test(arguments: FaultName.allCases)
    func `an unknown field, a missing one and a wrong type are told by name`(name: FaultName) {
        var values = Self.required(of: name)
        values["colour"] = .text("red")
        #expect(throws: InvalidFault.self) { try FaultAction(name, values) }
        for field in name.fields {
            var values = Self.required(of: name)
            if field.isRequired {
                values[field.name] = nil
                #expect(throws: InvalidFault.self) { try FaultAction(name, values) }
            }
            values[field.name] = field.kind == .flag ? .text("yes") : .flag(true)
            do {
                _ = try FaultAction(name, values)
                Issue.record("\(name.rawValue).\(field.name) took a wrong type")
            } catch {
                #expect(error.field == field.name)
            }
        }
    }

    @Test func `values that contradict each other are told`() {
        let upsideDown: [String: FaultValue] = [
            "lower": .duration(.seconds(2)), "upper": .duration(.seconds(1)),
        ]
        #expect(throws: InvalidFault.self) { try FaultAction(.delayUniform, upsideDown) }
        #expect(throws: InvalidFault.self) {
            try FaultAction(
                .delayLognormal,
                ["median": .duration(.seconds(2)), "sigma": .number(1), "max": .duration(.seconds(1))])
        }
        #expect(throws: InvalidFault.self) { try FaultAction(.raw) }
        #expect(throws: InvalidFault.self) {
            try FaultAction(.raw, ["text": .text("a"), "base64": .bytes([1])])
        }
    }

    @Test(arguments: [
        (FaultName.delayFixed, "for", FaultValue.duration(.zero)), (.refuse, "for", .duration(.zero)),
        (.eventual, "for", .duration(.zero)), (.conflict, "within", .duration(.zero)),
        (.bodyExtraMembers, "members", .json("[1]")), (.bodyExtraMembers, "members", .json("{}")),
        (.bodyScalar, "json", .json("{}")), (.bodyScalar, "json", .json("[]")),
        (.bodyScalar, "json", .json("x")), (.wrongHTTPVersion, "version", .text("HTTP/1.1")),
        (.wrongHTTPVersion, "version", .text("HTTP/2\r\nX: y")),
        (.unknownErrorCode, "code", .text("ResourceNotFoundException")),
        (.unknownErrorCode, "code", .text("ThrottlingException")),
        (.redirect, "location", .text("/\r\nX: y")), (.redirect, "location", .text("/\u{0}")),
        (.errorTypeForms, "code", .text("A\nB")), (.errortypeCase, "code", .text("A\rB")),
        (.error, "code", .text("A\u{7F}")), (.contentTypeWrong, "value", .text("a\r\nb")),
        (.contentLengthNonNumeric, "text", .text("1\n")),
    ])
    func `a value with which nothing or another thing would happen is told`(
        name: FaultName, field: String, value: FaultValue
    ) {
        var values = Self.required(of: name)
        values[field] = value
        let error = #expect(throws: InvalidFault.self) { try FaultAction(name, values) }
        #expect(error?.field == field)
    }

    @Test func `the ready-made actions are those of the catalogue`() throws {
        let made: [FaultAction] = [
            .error("X", message: "m", status: 499), .delayFixed(for: .seconds(1)), .reset,
            .reset(afterBytes: 3),
            .drop, .hang, .closeAfter(bytes: 1), .status(503), .raw([1]), .appliedButErrored(),
        ]
        for action in made {
            #expect(try FaultAction(action.name, action.values) == action)
        }
    }

    @Test(arguments: PolicyName.allCases)
    func `each policy has a standard that fits, and the fake starts with it`(name: PolicyName) throws {
        var policies = FakePolicies()
        try policies.set(name, to: name.entry.standard)
        #expect(policies == FakePolicies())
        #expect(throws: InvalidFault.self) { try policies.set(name, to: .flag(true)) }
        #expect(!name.entry.source.isEmpty)
    }

    @Test(arguments: PolicyName.allCases)
    func `every word of a policy can be set and makes a difference`(name: PolicyName) throws {
        guard case .word(let words) = name.entry.kind else { return }
        var seen: Set<FakePolicies> = []
        for word in words {
            var policies = FakePolicies()
            try policies.set(name, to: .text(word))
            #expect(seen.insert(policies).inserted, "\(word)")
        }
    }
}
