import AWSWire
import HTTPMessages
import JSONTree
import Testing

/// The answer vectors of the protocol's own test suite that apply, and what no vector covers.
struct AWSJSONAnswerTests {
    private static let create = OperationModel.createPartnerEventSource

    private func answer(
        _ body: String, status: Int = 200,
        fields: HTTPFields = [("Content-Type", "application/x-amz-json-1.1")]
    ) -> HTTPResponse {
        HTTPResponse(status: status, fields: fields, body: Array(body.utf8))
    }

    @Test(arguments: ["{}", "", "{\"foo\":true}", "{\"EventSourceArn\":null}", " { } "])
    func `an answer without the optional member is a success`(body: String) {
        guard case .success(let output) = AWSJSON.interpret(answer(body), as: Self.create) else {
            Issue.record("not a success")
            return
        }
        #expect(output["EventSourceArn"]?.string == nil)
    }

    @Test func `a known member is read and unknown ones are kept`() {
        let body = #"{"Other":{"a":[1]},"EventSourceArn":"arn:x"}"#
        #expect(
            AWSJSON.interpret(answer(body), as: Self.create)
                == .success(["Other": ["a": [1]], "EventSourceArn": "arn:x"]))
    }

    @Test(arguments: ["", "{}", #"{"unexpected":1}"#])
    func `an operation without output takes any object`(body: String) {
        guard case .success = AWSJSON.interpret(answer(body), as: .deletePartnerEventSource) else {
            Issue.record("not a success")
            return
        }
    }

    @Test(arguments: [
        ("x-amzn-requestid", "x"), ("X-Amzn-RequestId", "x"), ("x-amz-request-id", "x"), ("x-other", nil),
    ])
    func `the request id is read from either header`(name: String, id: String?) {
        #expect(AWSJSON.requestID(of: answer("{}", fields: [(name, "x")])) == id)
    }

    @Test(arguments: [
        ("[]", UnreadableAnswer.Reason.notAnObject, "$", 0, 1, 1),
        (" null", .notAnObject, "$", 1, 1, 2),
        ("<html>", .notJSON, "$", 0, 1, 1),
        ("{\"EventSourceArn\":\"arn", .notJSON, "$", 22, 1, 23),
        ("{\n \"EventSourceArn\": 12}", .wrongType, "$.EventSourceArn", 21, 2, 20),
        (#"{"EventSourceArn":{}}"#, .wrongType, "$.EventSourceArn", 18, 1, 19),
        (#"{"EventSourceArn":["a"]}"#, .wrongType, "$.EventSourceArn", 18, 1, 19),
        (#"{"EventSourceArn":true}"#, .wrongType, "$.EventSourceArn", 18, 1, 19),
    ])
    func `an unreadable success says where`(
        body: String, reason: UnreadableAnswer.Reason, path: String, offset: Int, line: Int, column: Int
    ) {
        guard case .unreadable(let unreadable) = AWSJSON.interpret(answer(body), as: Self.create) else {
            Issue.record("it was readable")
            return
        }
        #expect(unreadable.reason == reason)
        #expect(unreadable.path == path)
        #expect(unreadable.status == 200)
        #expect(unreadable.position == .init(offset: offset, line: line, column: column))
        #expect(!unreadable.message.isEmpty)
    }

    @Test func `a wrong type inside a list is told with its index`() {
        let body = #"{"PartnerEventSources":[{"Arn":"a"},{"Arn":1}],"NextToken":null}"#
        guard case .unreadable(let unreadable) = AWSJSON.interpret(answer(body), as: .listPartnerEventSources)
        else {
            Issue.record("it was readable")
            return
        }
        #expect(unreadable.path == "$.PartnerEventSources[1].Arn")
        #expect(unreadable.position?.column == 44)
        #expect(unreadable.message == "expected a string but found a number")
        #expect(
            unreadable.description
                == "status 200: expected a string but found a number at $.PartnerEventSources[1].Arn "
                + "(line 1, column 44, byte 43)")
    }

    @Test(arguments: [
        (301, ""), (304, ""), (400, "{}"), (404, ""), (500, "{}"), (503, "{\"message\":\"busy\"}"),
    ])
    func `an error that nothing names is unreadable`(status: Int, body: String) {
        guard
            case .unreadable(let unreadable) = AWSJSON.interpret(
                answer(body, status: status), as: Self.create)
        else {
            Issue.record("it was readable")
            return
        }
        #expect(unreadable.reason == .noErrorName)
        #expect(unreadable.status == status)
    }

    @Test(arguments: [("<html>busy</html>", UnreadableAnswer.Reason.notJSON), ("[1]", .notAnObject)])
    func `a proxy's error page is unreadable`(body: String, reason: UnreadableAnswer.Reason) {
        guard case .unreadable(let unreadable) = AWSJSON.interpret(answer(body, status: 503), as: Self.create)
        else {
            Issue.record("it was readable")
            return
        }
        #expect(unreadable.reason == reason)
        #expect(unreadable.status == 503)
    }

    @Test func `a header names the error even where the body is not JSON`() {
        let response = answer("<html>", status: 503, fields: [("x-amzn-errortype", "ServiceUnavailable")])
        #expect(
            AWSJSON.interpret(response, as: Self.create)
                == .serviceError(ServiceError(name: "ServiceUnavailable", message: nil, status: 503)))
    }

    @Test(arguments: [
        (
            "InvalidGreetingError", 400,
            #"{"__type":"aws.protocoltests.json#InvalidGreeting","Message":"Hi"}"#, "InvalidGreeting",
            "Hi"
        ),
        (
            "ComplexError", 400,
            #"{"__type":"aws.protocoltests.json#ComplexError","TopLevel":"Top level","Nested":{"Foo":"bar"}}"#,
            "ComplexError", nil
        ),
        ("EmptyComplexError", 400, #"{"__type":"aws.protocoltests.json#ComplexError"}"#, "ComplexError", nil),
    ])
    func `error vectors are read`(vector: String, status: Int, body: String, name: String, message: String?) {
        #expect(
            AWSJSON.interpret(answer(body, status: status), as: Self.create)
                == .serviceError(
                    ServiceError(
                        namespace: "aws.protocoltests.json", name: name, message: message, status: status)),
            "\(vector)")
    }

    private static let uri = "http://internal.amazon.com/coral/com.amazon.coral.validate/"
    private static let space = "aws.protocoltests.json"

    @Test(arguments: [
        ("FooError", "", nil, nil as String?),
        ("FooError:\(uri)", "", nil, nil),
        ("\(space)#FooError:\(uri)", "", nil, space),
        (nil, #"{"code":"FooError"}"#, nil, nil),
        (nil, "{\"code\":\"\(space)#FooError\"}", nil, space),
        (nil, "{\"code\":\"\(space)#FooError:\(uri)\"}", nil, space),
        (nil, #"{"__type":"FooError"}"#, nil, nil),
        (nil, "{\"__type\":\"\(space)#FooError\"}", nil, space),
        (nil, #"{"__type":"different#FooError"}"#, nil, "different"),
        (nil, "{\"__type\":\"\(space)#FooError:\(uri)\"}", nil, space),
        (
            nil,
            "{\"__type\":\"\(space)#FooError\",\"ErrorDetails\":"
                + "[{\"__type\":\"com.amazon.internal#ErrorDetails\",\"reason\":\"Some reason\"}]}", nil,
            space
        ),
        (
            nil,
            "{\"ErrorDetails\":[{\"__type\":\"com.amazon.internal#ErrorDetails\"}],\"message\":\"m\",\"code\":\"FooError\"}",
            "m", nil
        ),
        ("", #"{"__type":"FooError"}"#, nil, nil),
        (nil, #"{"__type":12,"code":"FooError"}"#, nil, nil),
        (nil, #"{"__type":null,"code":"FooError"}"#, nil, nil),
        (nil, #"{"__type":"","code":"FooError"}"#, nil, nil),
        (nil, #"{"__type":"a#","code":" FooError "}"#, nil, nil),
        ("FooError", #"{"__type":"Other","code":"Third"}"#, nil, nil),
        (nil, #"{"__type":"FooError","code":"Third"}"#, nil, nil),
        (nil, #"{"__type":"Other","__type":"FooError"}"#, nil, nil),
    ])
    func `every form of an error's name is read`(
        header: String?, body: String, message: String?, namespace: String?
    ) {
        let fields = header.map { HTTPFields([HTTPField(name: "X-Amzn-Errortype", value: $0)]) } ?? []
        #expect(
            AWSJSON.interpret(answer(body, status: 500, fields: fields), as: Self.create)
                == .serviceError(
                    ServiceError(namespace: namespace, name: "FooError", message: message, status: 500)))
    }

    @Test(arguments: [
        (#"{"message":"a"}"#, "a" as String?), (#"{"Message":"a"}"#, "a"), (#"{"MESSAGE":"a"}"#, "a"),
        (#"{"message":null}"#, nil), (#"{"message":null,"Message":"a"}"#, "a"), (#"{"message":12}"#, nil),
        (#"{"Message":"b","message":"a"}"#, "a"), ("{}", nil), (#"{"errorMessage":"a"}"#, nil),
        (#"{"message":""}"#, ""),
    ])
    func `the message is read in any casing`(body: String, message: String?) throws {
        let object = try #require(try JSONReader.read(body).object)
        #expect(AWSJSON.message(in: object) == message)
    }

    @Test(arguments: [("", nil), ("  ", nil), (":x", nil), ("#:x", nil), ("a#", nil), ("a#b#c", "b#c")])
    func `a text without a name is no identity`(text: String, name: String?) {
        #expect(ErrorIdentity(text: text, source: .code)?.name == name)
    }

    @Test func `a service error describes itself`() {
        #expect(
            "\(ServiceError(namespace: "n", name: "X", message: "why", status: 400))" == "X (status 400): why"
        )
        #expect("\(ServiceError(name: "X", message: nil, status: 500))" == "X (status 500)")
    }
}
