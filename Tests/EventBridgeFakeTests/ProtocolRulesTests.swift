import AWSWire
import EventBridgeFake
import HTTPMessages
import JSONTree
import Testing

@Suite struct ProtocolRulesTests {
    /// A request as it should not be, with what it is answered.
    struct Wrong: Sendable, CustomTestStringConvertible {
        let testDescription: String
        var method = "POST"
        var target = "/"
        var contentType: String? = "application/x-amz-json-1.1"
        var operation: String? = "AWSEvents.CreatePartnerEventSource"
        var body: [UInt8] = Array(Desk.valid.utf8)
        let answer: String

        var request: HTTPRequest {
            var fields = HTTPFields()
            fields.append("Host", "localhost")
            if let contentType { fields.append("Content-Type", contentType) }
            if let operation { fields.append("X-Amz-Target", operation) }
            return HTTPRequest(method: method, target: target, fields: fields, body: body)
        }
    }

    static let unsigned: [Wrong] = [
        Wrong(testDescription: "no signature", answer: "400 MissingAuthenticationTokenException"),
        Wrong(testDescription: "empty body", body: [], answer: "400 SerializationException"),
        Wrong(
            testDescription: "empty body, no operation", operation: nil, body: [],
            answer: "400 UnknownOperationException"),
        Wrong(testDescription: "no JSON", body: Array("{".utf8), answer: "400 SerializationException"),
        Wrong(testDescription: "an array", body: Array("[]".utf8), answer: "400 SerializationException"),
        Wrong(testDescription: "a text", body: Array("\"a\"".utf8), answer: "400 SerializationException"),
        Wrong(testDescription: "null", body: Array("null".utf8), answer: "400 SerializationException"),
        Wrong(
            testDescription: "broken UTF-8", body: [0x7B, 0x22, 0xC3], answer: "400 SerializationException"),
        Wrong(
            testDescription: "a byte order mark", body: [0xEF, 0xBB, 0xBF] + Array(Desk.valid.utf8),
            answer: "400 SerializationException"),
        Wrong(
            testDescription: "very deep JSON", body: Array(repeating: UInt8(ascii: "["), count: 100_000),
            answer: "400 SerializationException"),
        Wrong(
            testDescription: "no JSON before no operation", operation: nil, body: Array("{".utf8),
            answer: "400 SerializationException"),
        Wrong(testDescription: "no operation", operation: nil, answer: "400 UnknownOperationException"),
        Wrong(
            testDescription: "an operation that there is not", operation: "AWSEvents.MakeCoffee",
            answer: "400 UnknownOperationException"),
        Wrong(
            testDescription: "another service's operation", operation: "Kinesis_20131202.CreateStream",
            answer: "400 UnknownOperationException"),
        Wrong(
            testDescription: "an operation in lower case", operation: "awsevents.createpartnereventsource",
            answer: "400 UnknownOperationException"),
        Wrong(
            testDescription: "an operation without its prefix", operation: "CreatePartnerEventSource",
            answer: "400 UnknownOperationException"),
        Wrong(
            testDescription: "no content type", contentType: nil, answer: "400 UnknownOperationException"),
        Wrong(
            testDescription: "another content type", contentType: "text/plain",
            answer: "400 UnknownOperationException"),
        Wrong(
            testDescription: "the content type of version 1.0", contentType: "application/x-amz-json-1.0",
            answer: "400 UnknownOperationException"),
        Wrong(
            testDescription: "a content type with a parameter",
            contentType: "application/x-amz-json-1.1; charset=utf-8",
            answer: "400 MissingAuthenticationTokenException"),
        Wrong(
            testDescription: "another path", target: "/elsewhere",
            answer: "400 MissingAuthenticationTokenException"),
    ]

    @Test(arguments: unsigned)
    func `what is wrong on the wire is told before anyone is known`(_ wrong: Wrong) {
        #expect(Desk().answer(wrong.request).verdict == wrong.answer)
    }

    @Test(
        arguments: unsigned.filter {
            $0.answer.hasSuffix("SerializationException")
                || $0.answer.hasSuffix("UnknownOperationException")
        })
    func `such an answer has no message`(_ wrong: Wrong) {
        #expect(Desk().answer(wrong.request).json.names == ["__type"])
    }

    @Test(arguments: ["GET", "PUT", "DELETE", "OPTIONS", "PATCH", "BREW"])
    func `another method is answered 403 in XML`(method: String) {
        let desk = Desk()
        let answer = desk.answer(HTTPRequest(method: method, target: "/"))
        #expect(answer.status == 403)
        #expect(answer.fields["Content-Type"] == "application/xml")
        #expect(answer.bodyText.hasPrefix("<AccessDeniedException>\n  <Message>"))
        #expect(desk.service.journal.first?.answer.errorCode == "AccessDeniedException")
    }

    @Test func `the explanation says where the JSON goes wrong`() {
        let desk = Desk()
        _ = desk.answer(
            desk.request(.createPartnerEventSource, "{\n  \"Name\": x}"))
        let explanation = desk.service.journal.first?.explanation ?? ""
        #expect(explanation.hasPrefix("the body is not JSON\nline 2, column 11: "), "\(explanation)")
    }

    @Test(arguments: [
        (PolicyName.emptyBody, FaultValue.text("no-members"), "400 ValidationException"),
        (.contentType, .text("ignored"), "200 -"),
        (.contentType, .text("not-found"), "404 -"),
        (.contentType, .text("unknown-operation"), "400 UnknownOperationException"),
        (.otherMethod, .text("unknown-operation"), "400 UnknownOperationException"),
        (.path, .text("unknown-operation"), "400 UnknownOperationException"),
        (.path, .text("ignored"), "200 -"),
    ])
    func `policies of the wire do what they say`(
        policy: PolicyName, value: FaultValue, verdict: String
    ) throws {
        let desk = try Desk { try $0.policies.set(policy, to: value) }
        let body = policy == .emptyBody ? "" : Desk.valid
        let request = desk.request(.createPartnerEventSource, body) { request in
            switch policy {
            case .contentType: request.fields.set("Content-Type", to: "text/plain")
            case .otherMethod: request.method = "PUT"
            case .path: request.target = "/elsewhere"
            default: break
            }
        }
        #expect(desk.answer(request).verdict == verdict)
    }

    @Test func `with the signature first an unsigned wrong request is unsigned first of all`() throws {
        let desk = try Desk { try $0.policies.set(.firstCheck, to: .text("signature")) }
        let request = HTTPRequest(method: "POST", target: "/", body: Array("{".utf8))
        #expect(desk.answer(request).verdict == "400 MissingAuthenticationTokenException")
    }

    @Test(
        arguments: [
            ("bare", "ResourceAlreadyExistsException", nil),
            ("namespaced", "com.amazonaws.events#ResourceAlreadyExistsException", nil),
            ("header-too", "ResourceAlreadyExistsException", "ResourceAlreadyExistsException"),
        ] as [(String, String, String?)])
    func `the policy of error types says how an error is named`(
        form: String, type: String, header: String?
    ) throws {
        let desk = try Desk { try $0.policies.set(.errorType, to: .text(form)) }
        _ = desk.call()
        let answer = desk.call()
        #expect(answer.errorType == type)
        #expect(answer.fields["X-Amzn-ErrorType"] == header)
    }
}
