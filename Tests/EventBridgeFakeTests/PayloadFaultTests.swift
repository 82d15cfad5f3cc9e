import AWSWire
import EventBridgeFake
import HTTPMessages
import HTTPWire
import JSONTree
import Testing

@Suite struct PayloadFaultTests {
    private static let arn = "arn:aws:events:us-east-1::event-source/\(Desk.name)"
    private static let body = #"{"EventSourceArn":"\#(arn)"}"#

    private func answer(_ name: FaultName, _ values: [String: FaultValue] = [:]) throws -> HTTPResponse {
        let desk = Desk()
        _ = desk.arm(Fault(try FaultAction(name, values)))
        return desk.call()
    }

    @Test(arguments: [
        (FaultName.bodyEmpty, ""), (.bodyNotJSON, "this is not JSON"), (.bodyArray, "[\(body)]"),
        (.bodyNull, "null"), (.bodyScalar, "42"), (.bodyMissing, "{}"),
        (.bodyMemberNull, #"{"EventSourceArn":null}"#), (.bodyWrongType, #"{"EventSourceArn":42}"#),
        (.bodyTruncatedJSON, String(body.prefix(body.count / 2))),
        (.bodyDuplicateKeys, #"{"EventSourceArn":"duplicate","EventSourceArn":"\#(arn)"}"#),
    ])
    func `a body goes wrong as the name says`(name: FaultName, body: String) throws {
        let answer = try answer(name)
        #expect(answer.status == 200)
        #expect(answer.bodyText == body)
    }

    @Test func `a body may have more in it than anyone knows`() throws {
        let answer = try answer(.bodyExtraMembers)
        #expect(answer.json.names == ["EventSourceArn", "AssayExtra", "AssayNested"])
        #expect(answer.text("EventSourceArn") == Self.arn)
    }

    @Test func `white space and a byte order mark stand around the same JSON`() throws {
        let spaced = try answer(.bodyWhitespace)
        #expect(spaced.text("EventSourceArn") == Self.arn)
        #expect(spaced.body.count > Self.body.utf8.count)
        #expect(try answer(.bodyBOM).body == [0xEF, 0xBB, 0xBF] + Array(Self.body.utf8))
    }

    @Test func `bytes that are no UTF-8 are sent as they are`() throws {
        let body = try answer(.bodyUTF8Invalid).body
        #expect(String(validating: body, as: UTF8.self) == nil)
    }

    @Test func `a body is as large and as deep as told`() throws {
        #expect(try answer(.bodyHuge, ["bytes": .integer(3_000_000)]).body.count > 3_000_000)
        let deep = try answer(.bodyDeeplyNested, ["depth": .integer(100_000)]).body
        #expect(deep.count { $0 == UInt8(ascii: "[") } == 100_000)
        #expect(
            try answer(.bodyDeeplyNested, ["depth": .integer(3)]).json.names == [
                "EventSourceArn", "AssayExtra",
            ])
    }

    @Test(arguments: [
        ("region", "arn:aws:events:us-west-2::event-source/\(Desk.name)"),
        ("account", "arn:aws:events:us-east-1:123456789012:event-source/\(Desk.name)"),
        ("partition", "arn:aws-cn:events:us-east-1::event-source/\(Desk.name)"),
        ("double-prefix", "arn:aws:events:us-east-1::event-source/aws.partner/\(Desk.name)"),
    ])
    func `an ARN is wrong in one part`(form: String, arn: String) throws {
        #expect(try answer(.arnWrong, ["form": .text(form)]).text("EventSourceArn") == arn)
    }

    @Test func `the content type is another, none or with a charset`() throws {
        #expect(try answer(.contentTypeWrong).fields["Content-Type"] == "text/html")
        #expect(try answer(.contentTypeAbsent).fields["Content-Type"] == nil)
        #expect(
            try answer(.contentTypeWithCharset).fields["Content-Type"]
                == "application/x-amz-json-1.1; charset=utf-8")
    }
}
