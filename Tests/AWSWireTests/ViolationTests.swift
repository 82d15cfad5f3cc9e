import AWSWire
import JSONTree
import Testing

struct ViolationTests {
    private static let create = OperationModel.createPartnerEventSource
    private static let name = "aws.partner/example.com/ns/n"
    private static let namePattern = #"aws\.partner(/[\.\-_A-Za-z0-9]+){2,}"#

    private func violations(_ body: String, of operation: OperationModel = create) throws -> [String] {
        let input = try #require(try JSONReader.read(body).object)
        return operation.violations(of: input).map { "\($0.member) \($0.constraint.kind.rawValue)" }
    }

    @Test(arguments: [
        ("{}", ["name required", "account required"]),
        (#"{"Account":"123456789012"}"#, ["name required"]),
        (#"{"Name":null,"Account":"123456789012"}"#, ["name required"]),
        (#"{"name":"aws.partner/a/b","Account":"123456789012"}"#, ["name required"]),
        (#"{"Name":"","Account":"123456789012"}"#, ["name pattern", "name min-length"]),
        (#"{"Name":"aws.partner/a/b","Account":""}"#, ["account pattern", "account min-length"]),
        (#"{"Name":"aws.partner/a/b","Account":"123"}"#, ["account pattern", "account min-length"]),
        (
            #"{"Name":"aws.partner/a/b","Account":"1234567890123"}"#,
            ["account pattern", "account max-length"]
        ),
        (#"{"Name":"aws.partner/a/b","Account":"12345678901x"}"#, ["account pattern"]),
        (#"{"Name":"bad","Account":"12345678901x"}"#, ["name pattern", "account pattern"]),
        (#"{"Name":"aws.partner/a/b","Account":"123456789012","Extra":{"x":[1]}}"#, []),
        (#"{"Account":"123456789012","Name":"aws.partner/a/b"}"#, []),
        (#"{"Name":"bad","Name":"aws.partner/a/b","Account":"123456789012"}"#, []),
    ])
    func `an input fails these constraints`(body: String, expected: [String]) throws {
        #expect(try violations(body) == expected)
    }

    @Test(arguments: [(255, []), (256, []), (257, ["name max-length"])])
    func `a name may have 256 characters`(length: Int, expected: [String]) throws {
        let name = Self.name + String(repeating: "x", count: length - Self.name.count)
        #expect(try violations("{\"Name\":\"\(name)\",\"Account\":\"123456789012\"}") == expected)
    }

    @Test func `a name of wrong characters that is too long fails twice`() throws {
        let name = Self.name + String(repeating: "!", count: 300)
        #expect(
            try violations("{\"Name\":\"\(name)\",\"Account\":\"123456789012\"}")
                == ["name pattern", "name max-length"])
    }

    @Test func `length counts Unicode scalars`() throws {
        let name = String(repeating: "\u{1F600}", count: 256)
        #expect(try violations("{\"Name\":\"\(name)\",\"Account\":\"123456789012\"}") == ["name pattern"])
    }

    @Test(arguments: [
        (#"{"NamePrefix":"aws.partner/x/","Limit":0}"#, ["limit min"]),
        (#"{"NamePrefix":"aws.partner/x/","Limit":101}"#, ["limit max"]),
        (#"{"NamePrefix":"aws.partner/x/","Limit":1e300}"#, ["limit max"]),
        (#"{"NamePrefix":"aws.partner/x/","Limit":0.9}"#, ["limit min"]),
        (#"{"NamePrefix":"aws.partner/x/","Limit":100,"NextToken":""}"#, ["nextToken min-length"]),
        (#"{"NamePrefix":"aws.partner/x"}"#, ["namePrefix pattern"]),
        (#"{"NamePrefix":"aws.partner/x/","Limit":1}"#, []),
    ])
    func `a list call is checked too`(body: String, expected: [String]) throws {
        #expect(try violations(body, of: .listPartnerEventSources) == expected)
    }

    @Test(arguments: [
        (
            "1",
            "class com.amazon.coral.value.json.numbers.TruncatingBigNumber can not be converted to an String"
        ),
        ("true", "class java.lang.Boolean can not be converted to an String"),
        ("[\"a\"]", "Start of list found where not expected"),
        ("{}", "Start of structure or map found where not expected."),
    ])
    func `a JSON type that cannot be converted is a failure of its own`(value: String, message: String) throws
    {
        let input = try #require(try JSONReader.read("{\"Account\":\(value)}").object)
        #expect(
            Self.create.serializationFailure(in: input)
                == SerializationFailure(member: "account", message: message))
    }

    @Test func `a number member refuses text`() throws {
        let input = try #require(try JSONReader.read(#"{"NamePrefix":"x","Limit":"5"}"#).object)
        #expect(
            OperationModel.listPartnerEventSources.serializationFailure(in: input)
                == SerializationFailure(
                    member: "limit", message: "class java.lang.String can not be converted to an Integer"))
    }

    @Test func `nested members have paths with an index and the word member`() {
        let element = ShapeModel.structure([.required("Id", .string(StringConstraints(length: 1...3)))])
        let operation = OperationModel(
            name: "X", side: .customer,
            input: [.required("Targets", .list(element, CountConstraints(minimum: 1, maximum: 2)))],
            output: [],
            errors: [])
        let input: JSONObject = ["Targets": [["Id": "long"], [:], ["Id": 1]]]
        let found = operation.violations(of: input)
        #expect(found.map(\.member) == ["targets", "targets.1.member.id", "targets.2.member.id"])
        #expect(found.map(\.inputPath) == ["Targets", "Targets.1.Id", "Targets.2.Id"])
        #expect(operation.serializationFailure(in: input)?.member == "targets.3.member.id")
    }

    @Test(arguments: [
        (#"{"Entries":[]}"#, ["entries min-length"]),
        (#"{"Entries":[null,{}]}"#, ["entries.1.member required"]),
        (#"{"Entries":[{"Source":"aws.partner/x"}]}"#, ["entries.1.member.source pattern"]),
        (
            #"{"Entries":[{},{"Resources":["","\#(String(repeating: "x", count: 2049))"]}]}"#,
            ["entries.2.member.resources.2.member max-length"]
        ),
        (#"{"Entries":[{"Time":1.5,"Detail":"","DetailType":""}]}"#, []),
        (#"{}"#, ["entries required"]),
    ])
    func `events are checked one by one`(body: String, expected: [String]) throws {
        #expect(try violations(body, of: .putPartnerEvents) == expected)
    }

    @Test(arguments: [
        (
            #"{"Name":"x","LogConfig":{"Level":"LOUD","IncludeDetail":"FULL"}}"#,
            ["logConfig.level enum"]
        ),
        (#"{"Name":"x","DeadLetterConfig":{"Arn":""}}"#, ["deadLetterConfig.arn min-length"]),
        (
            #"{"Name":"x","Tags":[{"Key":"a","Value":""},{"Key":""}]}"#,
            ["tags.2.member.key min-length", "tags.2.member.value required"]
        ),
        (#"{"Name":"x","KmsKeyIdentifier":"a b"}"#, ["kmsKeyIdentifier pattern"]),
        (#"{"Name":"x","KmsKeyIdentifier":""}"#, []),
        (#"{"Name":"a b","EventSourceName":"x"}"#, ["name pattern", "eventSourceName pattern"]),
    ])
    func `the members of a bus are checked`(body: String, expected: [String]) throws {
        #expect(try violations(body, of: .createEventBus) == expected)
    }

    @Test(arguments: [
        (#"{"Entries":{}}"#, "entries", "Start of structure or map found where not expected."),
        (#"{"Entries":["x"]}"#, "entries.1.member", "Expected null"),
        (
            #"{"Entries":[{},{"Time":"noon"}]}"#, "entries.2.member.time",
            "class java.lang.String can not be converted to an Timestamp"
        ),
        (
            #"{"Entries":[{"Detail":{}}]}"#, "entries.1.member.detail",
            "Start of structure or map found where not expected."
        ),
    ])
    func `a nested value of another type is told by its path`(body: String, member: String, message: String)
        throws
    {
        let input = try #require(try JSONReader.read(body).object)
        #expect(
            OperationModel.putPartnerEvents.serializationFailure(in: input)
                == SerializationFailure(member: member, message: message))
    }

    @Test func `violations of nested members are read back`() throws {
        let input = try #require(
            try JSONReader.read(#"{"Entries":[{"Source":"a; b"},null,{"Source":""}]}"#).object)
        let violations = OperationModel.putPartnerEvents.violations(of: input)
        #expect(violations.count == 4)
        let report = ViolationMessage.parse(ViolationMessage.text(violations))
        #expect(report.map { Set($0.violations) } == Set(violations))
    }

    @Test func `one violation is told in the singular`() {
        let violation = ConstraintViolation(member: "name", value: nil, constraint: .required)
        #expect(
            ViolationMessage.text([violation])
                == "1 validation error detected: Value null at 'name' failed to satisfy constraint: "
                + "Member must not be null")
    }

    @Test func `several violations are separated by semicolons`() {
        let input: JSONObject = ["Name": "", "Account": "1234567890123"]
        #expect(
            ViolationMessage.text(Self.create.violations(of: input))
                == "4 validation errors detected: Value '' at 'name' failed to satisfy constraint: "
                + #"Member must satisfy regular expression pattern: aws\.partner(/[\.\-_A-Za-z0-9]+){2,}; "#
                + "Value '' at 'name' failed to satisfy constraint: "
                + "Member must have length greater than or equal to 1; "
                + "Value '1234567890123' at 'account' failed to satisfy constraint: "
                + #"Member must satisfy regular expression pattern: \d{12}; "#
                + "Value '1234567890123' at 'account' failed to satisfy constraint: "
                + "Member must have length less than or equal to 12")
    }

    @Test(arguments: [
        Constraint.required, .minimumLength(1), .maximumLength(256), .pattern(#"\d{12}"#),
        .pattern("a; Value 'b' at c"), .allowedValues(["A", "B"]), .allowedValues(["A"]), .minimum(1),
        .maximum(100),
    ])
    func `each constraint is read back`(constraint: Constraint) {
        let value: String? =
            switch constraint {
            case .required: nil
            case .minimumLength: ""
            case .maximumLength: String(repeating: "x", count: 300)
            case .minimum: "0"
            case .maximum: "101"
            case .pattern, .allowedValues: "C"
            }
        let violation = ConstraintViolation(member: "x", value: value, constraint: constraint)
        #expect(
            ViolationMessage.parse(ViolationMessage.text([violation]))
                == ViolationReport(declaredCount: 1, violations: [violation]))
    }

    private static let clause = "failed to satisfy constraint: "

    @Test(arguments: [
        "it's", "'", "''", "a; b", "; Value 'x' at 'name'", "x' at 'name", "null",
        "x' at 'name' \(clause)Member must not be null",
        "x' at 'name' \(clause)Member must not be null; Value 'y",
        "x' at 'account' \(clause)Member must satisfy regular expression pattern: \\d{12}; Value 'y",
        "x' at 'name' \(clause)Member must have length less than or equal to 256; Value null at 'y",
        "'; Value null at 'account' \(clause)Member must not be null; Value '",
        "2 validation errors detected: Value 'a' at 'name' \(clause)Member must not be null", "é\u{1F600}",
        "a\nb",
        "", "[]", "[a, b]", "Member must not be null", "; ", "' at '", "Value '",
    ])
    func `hostile values do not confuse the reading`(value: String) {
        for value in [value, value + String(repeating: "x", count: 300)] {
            let input: JSONObject = ["Name": .string(value), "Account": .string(value)]
            let violations = Self.create.violations(of: input)
            #expect(violations.count >= 3)
            let report = ViolationMessage.parse(ViolationMessage.text(violations))
            #expect(report?.declaredCount == violations.count)
            #expect(
                Set(report?.violations.map { [$0.member, $0.constraint.kind.rawValue] } ?? [])
                    == Set(violations.map { [$0.member, $0.constraint.kind.rawValue] }),
                "\(value.debugDescription)")
        }
    }

    @Test func `random hostile values are read back exactly`() {
        let pieces = [
            "'", "; ", "Value '", "Value null", " at '", "name", "' at 'account' ", Self.clause,
            "Member must not be null",
            "x", "\\", " ", "é", "12",
        ]
        var random = RandomSource(seed: 11)
        var exact = 0
        for _ in 0..<1500 {
            let value = (0..<Int.random(in: 0...7, using: &random))
                .map { _ in pieces[Int.random(in: pieces.indices, using: &random)] }.joined()
            let account = random.text(of: "0123456789';x ", length: 0...14)
            let violations = Self.create.violations(of: ["Name": .string(value), "Account": .string(account)])
            guard !violations.isEmpty else { continue }
            let report = ViolationMessage.parse(ViolationMessage.text(violations))
            #expect(report?.declaredCount == violations.count)
            #expect(report?.violations.count == violations.count)
            #expect(
                report.map { Set($0.violations) } == Set(violations),
                "\(value.debugDescription) \(account.debugDescription)")
            exact += report?.violations == violations ? 1 : 0
        }
        #expect(exact > 1400)
    }

    @Test func `a count that is wrong is told as declared, with what is listed`() {
        let violation = ConstraintViolation(member: "name", value: nil, constraint: .required)
        let text = ViolationMessage.text([violation]).replacing(
            "1 validation error", with: "3 validation errors")
        #expect(ViolationMessage.parse(text) == ViolationReport(declaredCount: 3, violations: [violation]))
        let two = ViolationMessage.text([
            violation, ConstraintViolation(member: "account", value: nil, constraint: .required),
        ]).replacing("2 validation errors", with: "1 validation error")
        #expect(ViolationMessage.parse(two)?.violations.count == 2)
    }

    @Test(arguments: [
        "", "EventBus name starting with 'aws.' is not valid.", "1 validation error detected: ",
        "1 validation error detected. Value null at 'name' failed to satisfy constraint: Member must not be null",
        "x validation errors detected: Value null at 'name' failed to satisfy constraint: Member must not be null",
        "1 validation error detected: Value null at 'name' failed to satisfy constraint: Member must be nice",
        "1 validation error detected: Value null at '' failed to satisfy constraint: Member must not be null",
        "1 validation error detected: Value null at 'na me' failed to satisfy constraint: Member must not be null",
    ])
    func `another text is no report`(text: String) {
        #expect(ViolationMessage.parse(text) == nil)
    }

    @Test func `a message of many clauses is read in bounded time`() {
        let clause = "Value 'x' at 'name' \(Self.clause)Member must have length greater than or equal to 9"
        let text =
            "30 validation errors detected: " + Array(repeating: clause, count: 400).joined(separator: "; ")
        #expect(ViolationMessage.parse(text)?.declaredCount == 30)
    }
}
