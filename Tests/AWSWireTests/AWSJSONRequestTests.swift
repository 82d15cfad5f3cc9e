import AWSWire
import HTTPMessages
import JSONTree
import Testing

/// The request vectors of the protocol's own test suite that apply, and the service's reading of requests.
struct AWSJSONRequestTests {
    private static let create = OperationModel.createPartnerEventSource

    @Test func `a request has target and content type and is posted to slash`() {
        let request = AWSJSON.request(Self.create, input: ["Name": "n", "Account": "a"])
        #expect(
            request
                == HTTPRequest(
                    method: "POST", target: "/",
                    fields: [
                        ("Content-Type", "application/x-amz-json-1.1"),
                        ("X-Amz-Target", "AWSEvents.CreatePartnerEventSource"),
                    ], body: Array(#"{"Name":"n","Account":"a"}"#.utf8)))
    }

    @Test func `an input without members is an empty object`() {
        #expect(AWSJSON.request(Self.create, input: [:]).bodyText == "{}")
    }

    @Test func `absent and null members are left out of a client's input`() {
        let input = AWSJSON.object(["Name": "abc xyz", "Account": nil, "Other": .null])
        #expect(AWSJSON.request(Self.create, input: input).bodyText == #"{"Name":"abc xyz"}"#)
    }

    @Test func `null that a scenario asks for is sent`() {
        #expect(AWSJSON.request(Self.create, input: ["Name": .null]).bodyText == #"{"Name":null}"#)
    }

    @Test func `an endpoint's path is the request's target, with a slash at its end`() throws {
        let endpoint = try Endpoint(url: "https://example.com/custom")
        #expect(AWSJSON.request(Self.create, input: [:], target: endpoint.target).target == "/custom/")
    }

    @Test(arguments: OperationModel.all)
    func `the service finds the operation by its target`(operation: OperationModel) {
        #expect(AWSJSON.operation(of: AWSJSON.request(operation, input: [:])) == operation)
    }

    @Test(arguments: [
        "CreatePartnerEventSource", "AWSEvents.", "AWSEvents.createPartnerEventSource",
        "Events.CreatePartnerEventSource",
        "AWSEvents.CreatePartnerEventSource.x", "",
    ])
    func `another target names no operation`(target: String) {
        let request = HTTPRequest(method: "POST", target: "/", fields: [("x-amz-target", target)])
        #expect(AWSJSON.operation(of: request) == nil)
    }

    @Test(arguments: [
        ("application/x-amz-json-1.1", true), ("application/x-amz-json-1.1; charset=utf-8", true),
        ("application/x-amz-json-1.1;charset=utf-8", true), ("Application/X-Amz-JSON-1.1", true),
        (" application/x-amz-json-1.1 ", true), ("application/x-amz-json-1.0", false),
        ("application/json", false),
        ("application/x-amz-json-1.11", false), ("", false), ("text/plain", false), (";charset=utf-8", false),
    ])
    func `content type parameters do not matter`(text: String, isAccepted: Bool) {
        #expect(AWSJSON.isContentType(text) == isAccepted)
    }

    @Test func `the service reads null members as absent`() {
        let input = AWSJSON.input(from: Array(#"{"Name":null}"#.utf8))
        #expect(input.map { Self.create.serializationFailure(in: $0) == nil } == true)
        #expect(input.map { Self.create.violations(of: $0).count } == 2)
    }

    @Test(arguments: ["", " ", "[]", "\"x\"", "null", "1", "{", "{}x", "{'a':1}", "\u{FEFF}{}"])
    func `what is not an object is no input`(body: String) {
        #expect(AWSJSON.input(from: Array(body.utf8)) == nil)
    }

    @Test func `the service writes no null members`() {
        let response = AWSJSON.success(Self.create, output: ["EventSourceArn": .null, "Other": "x"])
        #expect(response.bodyText == #"{"Other":"x"}"#)
        #expect(response.fields["content-type"] == "application/x-amz-json-1.1")
    }

    @Test func `an operation without output answers with an empty body`() {
        #expect(AWSJSON.success(.deletePartnerEventSource, output: [:]).body.isEmpty)
    }

    @Test func `an error has its name, and a message member only with a message`() {
        let response = AWSJSON.failure("LimitExceededException", status: 400, message: "no \"more\"")
        #expect(response.status == 400)
        #expect(response.bodyText == #"{"__type":"LimitExceededException","message":"no \"more\""}"#)
        let bare = AWSJSON.failure("UnknownOperationException", status: 400, message: nil)
        #expect(bare.bodyText == #"{"__type":"UnknownOperationException"}"#)
        let capital = AWSJSON.failure(
            "SerializationException", status: 400, message: "m", messageMember: "Message")
        #expect(capital.bodyText == #"{"__type":"SerializationException","Message":"m"}"#)
    }
}

/// Named in test output by its name; a dump of all its constraints would fill pages.
extension OperationModel: CustomTestStringConvertible {
    public var testDescription: String { name }
}
