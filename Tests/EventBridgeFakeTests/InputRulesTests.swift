import AWSWire
import EventBridgeFake
import HTTPMessages
import JSONTree
import Testing

@Suite struct InputRulesTests {
    private static let pattern =
        #"Member must satisfy regular expression pattern: aws\.partner(/[\.\-_A-Za-z0-9]+){2,}"#
    private static let digits = #"Member must satisfy regular expression pattern: \d{12}"#
    private static let long = "aws.partner/example.com/" + String(repeating: "a", count: 233)

    static let violations: [(input: String, failures: [String])] = [
        ("{}", ["null name required", "null account required"]),
        (#"{"Name":null,"Account":"123456789012"}"#, ["null name required"]),
        (#"{"Account":"123456789012"}"#, ["null name required"]),
        (#"{"name":"aws.partner/a/b","Account":"123456789012"}"#, ["null name required"]),
        (#"{"Name":"","Account":"123456789012"}"#, ["'' name pattern", "'' name min-length"]),
        (#"{"Name":"\#(long)","Account":"123456789012"}"#, ["'\(long)' name max-length"]),
        (
            #"{"Name":"\#(long)!","Account":"123456789012"}"#,
            ["'\(long)!' name pattern", "'\(long)!' name max-length"]
        ),
        (
            #"{"Name":"aws.partner/a/b","Account":"123"}"#,
            ["'123' account pattern", "'123' account min-length"]
        ),
        (
            #"{"Name":"aws.partner/a/b","Account":"1234567890123"}"#,
            ["'1234567890123' account pattern", "'1234567890123' account max-length"]
        ),
        (#"{"Name":"aws.partner/a/b","Account":"12345678901x"}"#, ["'12345678901x' account pattern"]),
        (
            #"{"Name":"aws.partner/a/b","Account":"１２３４５６７８９０１２"}"#,
            ["'１２３４５６７８９０１２' account pattern"]
        ),
        (
            #"{"Name":"aws.partner/a","Account":""}"#,
            ["'aws.partner/a' name pattern", "'' account pattern", "'' account min-length"]
        ),
    ]

    @Test(arguments: violations)
    func `each constraint that fails is told`(input: String, failures: [String]) throws {
        let answer = Desk().call(.createPartnerEventSource, input)
        #expect(answer.verdict == "400 ValidationException")
        let report = try #require(ViolationMessage.parse(answer.text("message") ?? ""))
        let found = report.violations.map { violation in
            let value = violation.value.map { "'\($0)'" } ?? "null"
            return "\(value) \(violation.member) \(violation.constraint.kind.rawValue)"
        }
        #expect(Set(found) == Set(failures))
        #expect(report.violations.count == failures.count)
    }

    @Test func `the message is the family's, word for word`() {
        let answer = Desk().call(.createPartnerEventSource, #"{"Name":"x","Account":"12345678901"}"#)
        #expect(
            answer.text("message")
                == "3 validation errors detected: Value 'x' at 'name' failed to satisfy constraint: \(Self.pattern); "
                + "Value '12345678901' at 'account' failed to satisfy constraint: \(Self.digits); "
                + "Value '12345678901' at 'account' failed to satisfy constraint: "
                + "Member must have length greater than or equal to 12")
    }

    @Test(arguments: [
        "aws.partner/a/b", "aws.partner/example.com/ns/n", "aws.partner/../..", "aws.partner/-/_",
        "aws.partner/example.com/" + String(repeating: "a", count: 232),
    ])
    func `names up to the bounds are accepted`(name: String) {
        #expect(Desk().create(name).status == 200)
    }

    @Test(arguments: [
        "aws.partner/a", "aws.partner/a/b/", "aws.partner/a//b", "AWS.partner/a/b", "aws.partner/a b/c",
        "aws.partner/a:b/c", "aws.partner/a/é", "aws.partner/a/b\\n", "xaws.partner/a/b", "awsxpartner/a/b",
    ])
    func `names beyond the pattern are refused`(name: String) {
        #expect(Desk().create(name).verdict == "400 ValidationException")
    }

    @Test(arguments: [
        (#"{"Name":1,"Account":"123456789012"}"#, "TruncatingBigNumber"),
        (#"{"Name":true,"Account":"123456789012"}"#, "java.lang.Boolean"),
        (#"{"Name":[],"Account":"123456789012"}"#, "Start of list"),
        (#"{"Name":"aws.partner/a/b","Account":{}}"#, "Start of structure"),
    ])
    func `a wrong type is told with a capital Message`(input: String, words: String) {
        let answer = Desk().call(.createPartnerEventSource, input)
        #expect(answer.verdict == "400 SerializationException")
        #expect(answer.json.names == ["__type", "Message"])
        #expect(answer.text("Message")?.contains(words) == true, "\(answer.bodyText)")
    }

    @Test func `unknown members are ignored and of duplicates the last one counts`() {
        let desk = Desk()
        let answer = desk.call(
            .createPartnerEventSource,
            #"{"Extra":{"a":[1]},"Name":"x","Account":"123456789012","Name":"aws.partner/a/b"}"#)
        #expect(answer.status == 200)
    }

    @Test(arguments: [
        (#"{"NamePrefix":"aws.partner/x"}"#, "namePrefix pattern"),
        (#"{"NamePrefix":"aws.partner/x/","Limit":0}"#, "limit min"),
        (#"{"NamePrefix":"aws.partner/x/","Limit":101}"#, "limit max"),
        (#"{"NamePrefix":"aws.partner/x/","NextToken":""}"#, "nextToken min-length"),
        ("{}", "namePrefix required"),
    ])
    func `the members of a list call are checked too`(input: String, failure: String) throws {
        let answer = Desk().call(.listPartnerEventSources, input)
        let report = try #require(ViolationMessage.parse(answer.text("message") ?? ""))
        #expect(report.violations.map { "\($0.member) \($0.constraint.kind.rawValue)" } == [failure])
    }

    @Test func `the explanation points at the place in the JSON`() {
        let desk = Desk()
        _ = desk.call(.createPartnerEventSource, "{\n \"Account\": \"123\",\n \"Name\": \"aws.partner/a/b\"}")
        #expect(
            desk.service.journal.first?.explanation == """
                the input fails 2 constraints
                $.Account (line 2, column 13): Value '123' at 'account' failed to satisfy constraint: \(Self.digits)
                $.Account (line 2, column 13): Value '123' at 'account' failed to satisfy constraint: \
                Member must have length greater than or equal to 12
                """)
    }

    @Test func `no more violations are listed than the policy says`() throws {
        let desk = try Desk { try $0.policies.set(.listedViolations, to: .integer(1)) }
        let answer = desk.call(.createPartnerEventSource, "{}")
        #expect(answer.text("message")?.hasPrefix("1 validation error detected: ") == true)
    }

    @Test func `a wrong signature is told before a wrong input`() {
        let desk = Desk()
        var deviations = SigningDeviations()
        deviations.isSecretWrong = true
        let request = desk.request(.createPartnerEventSource, "{}", signing: deviations)
        #expect(desk.answer(request).verdict == "400 InvalidSignatureException")
    }
}
