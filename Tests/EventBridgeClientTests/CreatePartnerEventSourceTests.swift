import AWSWire
import EventBridgeClient
import HTTPMessages
import HTTPWire
import JSONTree
import Synchronization
import Testing

struct CreatePartnerEventSourceTests {
    @Test func `the request is the protocol's, and signed`() async throws {
        try await withEndpoint([answer(200, "{}")]) { context, received in
            _ = await CreatePartnerEventSource.request(context, input)
            let request = try #require(received.all.first)
            #expect(request.method == "POST")
            #expect(request.target == "/")
            #expect(request.fields["content-type"] == "application/x-amz-json-1.1")
            #expect(request.fields["x-amz-target"] == "AWSEvents.CreatePartnerEventSource")
            #expect(request.fields["x-amz-date"] == "20270115T080000Z")
            #expect(request.fields["content-length"] == String(request.body.count))
            #expect(
                request.fields["authorization"]?.hasPrefix(
                    "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20270115/us-east-1/events/aws4_request, "
                        + "SignedHeaders=content-type;host;x-amz-date;x-amz-target, Signature=") == true)
            #expect(request.fields["amz-sdk-request"] == nil)
            let body = try JSONReader.read(request.body).object
            #expect(body == ["Name": "aws.partner/example.com/orders", "Account": "123456789012"])
        }
    }

    @Test(
        arguments: [
            (
                #"{"EventSourceArn":"arn:aws:events:us-east-1::event-source/x"}"#,
                "arn:aws:events:us-east-1::event-source/x"
            ),
            (#"{"EventSourceArn":"a","New":[1,{}]}"#, "a"), (#"{"EventSourceArn":null}"#, nil), ("{}", nil),
            ("", nil),
        ] as [(String, String?)])
    func `a success is read as a tolerant reader does`(body: String, arn: String?) async throws {
        try await withEndpoint([answer(200, body)]) { context, _ in
            #expect(
                await CreatePartnerEventSource.request(context, input) == .success(.init(eventSourceARN: arn))
            )
        }
    }

    @Test(arguments: [
        (
            "ConcurrentModificationException",
            CreatePartnerEventSource.Failure.concurrentModification(message: "m")
        ),
        ("InternalException", .internalError(message: "m")),
        ("LimitExceededException", .limitExceeded(message: "m")),
        ("OperationDisabledException", .operationDisabled(message: "m")),
        ("ResourceAlreadyExistsException", .resourceAlreadyExists(message: "m")),
    ])
    func `each modelled error is its own failure, in every form of its name`(
        name: String, failure: CreatePartnerEventSource.Failure
    ) async throws {
        let answers = [
            answer(400, #"{"__type":"\#(name)","message":"m"}"#),
            answer(500, #"{"__type":"com.amazonaws.events#\#(name)","Message":"m"}"#),
            answer(400, #"{"code":"\#(name):http://x","message":"m"}"#),
            answer(400, #"{"message":"m"}"#, [("X-Amzn-ErrorType", "a.b#\(name):http://x/")]),
        ]
        try await withEndpoint(answers) { context, _ in
            for _ in answers {
                #expect(await CreatePartnerEventSource.request(context, input) == .failure(failure))
            }
        }
    }

    @Test func `any other error is told with namespace, name, message and status`() async throws {
        let body =
            #"{"__type":"com.amazon.coral.validate#ValidationException","message":"1 validation error"}"#
        try await withEndpoint([answer(400, body)]) { context, _ in
            let error = ServiceError(
                namespace: "com.amazon.coral.validate", name: "ValidationException",
                message: "1 validation error",
                status: 400)
            #expect(await CreatePartnerEventSource.request(context, input) == .failure(.service(error)))
        }
    }

    @Test(arguments: [
        (200, "{\n  \"EventSourceArn\": 7\n}", UnreadableAnswer.Reason.wrongType, "$.EventSourceArn", 2, 21),
        (200, "[]", .notAnObject, "$", 1, 1), (200, "{\"EventSourceArn\": \"a", .notJSON, "$", 1, 22),
        (503, "<html>busy</html>", .notJSON, "$", 1, 1),
    ])
    func `an answer that cannot be read is told with the place`(
        status: Int, body: String, reason: UnreadableAnswer.Reason, path: String, line: Int, column: Int
    ) async throws {
        try await withEndpoint([answer(status, body)]) { context, _ in
            guard
                case .failure(.unreadable(let unreadable)) = await CreatePartnerEventSource.request(
                    context, input)
            else {
                Issue.record("the answer was read")
                return
            }
            #expect(unreadable.reason == reason)
            #expect(unreadable.status == status)
            #expect(unreadable.path == path)
            #expect(unreadable.position.map { [$0.line, $0.column] } == [line, column])
        }
    }

    @Test func `an error without a name is unreadable`() async throws {
        try await withEndpoint([answer(500, "{}")]) { context, _ in
            guard
                case .failure(.unreadable(let unreadable)) = await CreatePartnerEventSource.request(
                    context, input)
            else {
                Issue.record("the answer was read")
                return
            }
            #expect(unreadable.reason == .noErrorName)
        }
    }

    @Test(arguments: [
        ([AnswerStep.reset], TransportTrouble.Kind.reset), ([.close], .closedEarly), ([.hang], .timeout),
        ([.bytes(Array("what?\r\n".utf8))], .malformedHTTP),
        ([.bytes(Array("HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n".utf8))], .tooLarge),
    ])
    func `transport trouble is told by its kind`(steps: [AnswerStep], kind: TransportTrouble.Kind)
        async throws
    {
        try await withEndpoint([ServerAnswer(steps: steps)], timeout: .milliseconds(300)) { context, _ in
            let answer = await CreatePartnerEventSource.requestWithMetadata(context, input)
            guard case .failure(.transport(let trouble)) = answer.result else {
                Issue.record("the answer came: \(answer)")
                return
            }
            #expect(trouble.kind == kind)
            #expect(trouble.wasSent)
            #expect(answer.metadata == nil)
            #expect(answer.attempts == 1)
        }
    }

    @Test(arguments: [
        ("http://no-such-name.invalid", TransportTrouble.Kind.nameLookup), ("http://127.0.0.1:1", .connect),
    ])
    func `an endpoint that is not there is told by its kind`(endpoint: String, kind: TransportTrouble.Kind)
        async throws
    {
        let result = await withClient(try configuration(endpoint, timeout: .seconds(20))) { context in
            await CreatePartnerEventSource.request(context, input)
        }
        guard case .failure(.transport(let trouble)) = result else {
            Issue.record("there is somebody")
            return
        }
        #expect(trouble.kind == kind)
        #expect(!trouble.wasSent)
    }

    @Test func `metadata tells what is known of the answer`() async throws {
        let body = #"{"__type":"LimitExceededException"}"#
        try await withEndpoint([answer(400, body, [("x-amzn-RequestId", "id-1")])]) { context, _ in
            let answer = await CreatePartnerEventSource.requestWithMetadata(context, input)
            #expect(answer.result == .failure(.limitExceeded(message: nil)))
            let metadata = try #require(answer.metadata)
            #expect(metadata.status == 400)
            #expect(metadata.requestID == "id-1")
            #expect(metadata.body == Array(body.utf8))
            #expect(
                String(decoding: metadata.rawHead, as: UTF8.self).hasPrefix(
                    "HTTP/1.1 400 \r\nx-amzn-RequestId: id-1"))
            #expect(metadata.totalTime > .zero)
            #expect(metadata.totalTime >= metadata.timeToFirstByte)
        }
    }

    @Test func `a path of the endpoint is kept`() async throws {
        let received = Received()
        try await withSocketThreads(count: 1) { threads in
            try await withHTTPServer(.init(), threads: threads) { request in
                received.requests.withLock { $0.append(request.request) }
                return answer(200, "")
            } _: { server in
                try await withClient(configuration("\(server.origin)/custom")) { context in
                    _ = await CreatePartnerEventSource.request(context, input)
                }
            }
        }
        #expect(received.all.map(\.target) == ["/custom/"])
    }

    @Test(arguments: ["", "ftp://x", "http://", "no url"])
    func `an endpoint that cannot be is an error of the configuration`(endpoint: String) {
        #expect(throws: InvalidConfiguration.self) { try configuration(endpoint) }
    }

    @Test func `without an endpoint the region's own is called`() throws {
        let configuration = try ClientConfiguration(
            endpoint: nil, region: "eu-central-1", credentials: .example, now: { fixedTime })
        #expect(configuration.region == "eu-central-1")
        #expect(throws: InvalidConfiguration.self) {
            try ClientConfiguration(
                endpoint: nil, region: "no region", credentials: .example, now: { fixedTime })
        }
    }
}
