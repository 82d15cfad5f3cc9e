import AWSWire
import EventBridgeFake
import HTTPMessages
import HTTPWire
import JSONTree
import Testing

/// The fake on a real port, called by our own HTTP client.
@Suite struct FakeSocketTests {
    /// A caller of a fake with connections of its own.
    private struct Line {
        let fake: Fake
        let client: HTTPClient
        let origin: HTTPOrigin
        let cache = SigningKeyCache()

        func request(_ name: String, _ operation: OperationModel = .createPartnerEventSource) -> HTTPRequest {
            var request = AWSJSON.request(
                operation, body: Array(#"{"Name":"\#(name)","Account":"\#(Desk.account)"}"#.utf8))
            request.fields.append("Host", origin.hostField)
            let signer = Signer(
                credentials: fake.credentials, region: fake.region, service: "events", cache: cache)
            let time = SigningTime(secondsSince1970: Int(Desk.start.components.seconds))
            signer.sign(&request, at: time)
            return request
        }

        func send(_ request: HTTPRequest, timeout: Duration = .seconds(10)) async -> Result<
            HTTPResponse, TransportFailure
        > {
            await client.send(request, to: origin, timeout: timeout, framing: .automatic).map(\.response)
        }

        /// The status answered; nil for trouble on the way.
        func status(_ request: HTTPRequest) async -> Int? {
            try? await send(request).get().status
        }
    }

    private func withLine<R>(
        _ listening: FakeListening = FakeListening(), threads: Int = 1,
        _ change: (inout FakeConfiguration) -> Void = { _ in }, _ body: (Line) async throws -> R
    ) async throws -> R {
        var configuration = FakeConfiguration(region: "us-east-1")
        configuration.clock = { Desk.start }
        change(&configuration)
        return try await withFake(configuration, listening: listening, threads: threads) { fake in
            let origin = try #require(HTTPOrigin(url: fake.url))
            var client = HTTPClientConfiguration()
            if let pem = fake.authorityPEM { client.trust = .pem(pem) }
            return try await withSocketThreads(count: 1) { threads in
                try await withHTTPClient(client, threads: threads) { client in
                    try await body(Line(fake: fake, client: client, origin: origin))
                }
            }
        }
    }

    @Test func `a call is answered and stands in the journal, head verbatim`() async throws {
        try await withLine { line in
            let request = line.request(Desk.name)
            let answer = try await line.send(request).get()
            #expect(answer.verdict == "200 -")
            #expect(answer.fields["Content-Length"] == String(answer.body.count))
            let entry = try #require(line.fake.journal.first)
            #expect(
                String(decoding: entry.rawHead, as: UTF8.self).hasPrefix("POST / HTTP/1.1\r\nContent-Type: "))
            #expect(entry.request.body == request.body)
            #expect(entry.verification == .valid)
            #expect(line.fake.sources().map(\.name) == [Desk.name])
        }
    }

    @Test func `of 64 creates at once exactly one wins`() async throws {
        try await withLine(threads: 2) { line in
            let request = line.request(Desk.name)
            let verdicts = await withTaskGroup(of: String.self) { group in
                for _ in 0..<64 {
                    group.addTask {
                        switch await line.send(request) {
                        case .success(let answer): answer.verdict
                        case .failure(let failure): failure.message
                        }
                    }
                }
                return await group.reduce(into: [:]) { $0[$1, default: 0] += 1 }
            }
            #expect(verdicts == ["200 -": 1, "400 ResourceAlreadyExistsException": 63])
            #expect(line.fake.journal.map(\.sequence) == Array(1...64))
            #expect(line.fake.journal.count { $0.answer.status == 200 } == 1)
            #expect(Set(line.fake.journal.compactMap(\.answer.requestID)).count == 64)
        }
    }

    static let failures: [(FaultName, [String: FaultValue], TransportFailure.Kind)] = [
        (.reset, [:], .reset), (.reset, ["after-bytes": .integer(20)], .reset), (.drop, [:], .closedEarly),
        (.hang, [:], .timeout), (.stallMidway, [:], .timeout),
        (.closeAfter, ["bytes": .integer(20)], .closedEarly), (.truncatedBody, [:], .closedEarly),
        (.contentLengthLong, [:], .closedEarly), (.contentLengthNonNumeric, [:], .malformedHTTP),
        (.contentLengthDuplicate, [:], .malformedHTTP), (.malformedChunk, [:], .malformedHTTP),
        (.chunkedNoTerminator, [:], .closedEarly), (.badStatusLine, [:], .malformedHTTP),
        (.wrongHTTPVersion, [:], .malformedHTTP), (.garbage, [:], .malformedHTTP),
        (.headerMissingColon, [:], .malformedHTTP), (.headerInvalidByte, [:], .malformedHTTP),
        (.headerOversize, [:], .tooLarge), (.delayFixed, ["for": .duration(.seconds(60))], .timeout),
        (.delayBody, ["for": .duration(.seconds(60))], .timeout),
    ]

    @Test(arguments: failures.indices)
    func `each broken answer is trouble of its kind for a client`(index: Int) async throws {
        let (name, values, kind) = Self.failures[index]
        try await withLine { line in
            try line.fake.arm(Fault(try FaultAction(name, values), times: 1))
            let timeout: Duration = kind == .timeout ? .milliseconds(300) : .seconds(10)
            let result = await line.send(line.request(Desk.name), timeout: timeout)
            switch result {
            case .success(let answer): Issue.record("\(name.rawValue): expected trouble, found \(answer)")
            case .failure(let failure): #expect(failure.kind == kind, "\(name.rawValue): \(failure.message)")
            }
            #expect(await line.status(line.request("aws.partner/example.com/after")) == 200)
        }
    }

    @Test(arguments: [
        FaultName.informational100, .informational103, .contentLengthAbsent, .noKeepalive, .bodyHuge,
        .delayFirstByte, .dribble, .slicer, .halfClose,
    ])
    func `each odd answer that is still one is read as such`(name: FaultName) async throws {
        try await withLine { line in
            var values = FaultCatalogueTests.required(of: name)
            if name == .dribble { values["chunks"] = .integer(20) }
            if name == .bodyHuge { values["bytes"] = .integer(1_000_000) }
            if name == .slicer {
                values["average"] = .integer(40)
                values["delay"] = .duration(.milliseconds(1))
            }
            try line.fake.arm(Fault(try FaultAction(name, values), times: 1))
            let answer = try await line.send(line.request(Desk.name)).get()
            #expect(answer.status == 200)
            #expect(answer.text("EventSourceArn")?.hasSuffix(Desk.name) == true)
            #expect(await line.status(line.request("aws.partner/example.com/after")) == 200)
        }
    }

    @Test func `what is beyond the bounds is refused and stands in the journal`() async throws {
        try await withLine(FakeListening()) { configuration in
            configuration.limits.headBytes = 4096
            configuration.limits.bodyBytes = 10_000
        } _: { line in
            var large = line.request(Desk.name)
            large.fields.append("X-Filler", String(repeating: "a", count: 8000))
            #expect(await line.status(large) == 431)
            var long = line.request(Desk.name)
            long.body = [UInt8](repeating: 0x20, count: 20_000)
            let answer = try await line.send(long).get()
            #expect(answer.status == 413)
            #expect(answer.fields["x-amzn-RequestId"] != nil)
            #expect(line.fake.journal.map(\.answer.status) == [431, 413])
            #expect(await line.status(line.request(Desk.name)) == 200)
        }
    }

    @Test(arguments: [
        "GARBAGE\r\n\r\n", "POST / HTTP/1.1\r\nno colon\r\n\r\n", "\u{16}\u{3}\u{1}\u{2}\r\n\r\n",
        "POST / HTTP/1.1\r\nContent-Length: many\r\n\r\n", "POST / HTTP/7.0\r\n\r\n",
    ])
    func `bytes that are no request are answered 400 and the fake lives on`(text: String) async throws {
        try await withLine { line in
            let result = await line.client.send(
                bytes: Array(text.utf8), to: line.origin, timeout: .seconds(10), answersHead: false)
            #expect((try? result.get())?.response.status == 400)
            #expect(line.fake.journal.first?.explanation?.hasPrefix("this is no request\n") == true)
            #expect(await line.status(line.request(Desk.name)) == 200)
        }
    }

    @Test func `over TLS it shows a certificate of an authority of its own`() async throws {
        try await withLine(FakeListening(tls: .trusted)) { line in
            #expect(line.fake.url.hasPrefix("https://127.0.0.1:"))
            #expect(await line.status(line.request(Desk.name)) == 200)
        }
    }

    @Test(arguments: FakeListening.Certificate.allCases.filter { $0 != .trusted })
    func `a wrong certificate is told by a client`(certificate: FakeListening.Certificate) async throws {
        try await withLine(FakeListening(tls: certificate)) { line in
            switch await line.send(line.request(Desk.name)) {
            case .success: Issue.record("expected the client to refuse a certificate: \(certificate)")
            case .failure(let failure): #expect(failure.kind == .tls, "\(failure.message)")
            }
        }
    }

    @Test func `a fake ends with its body, and a taken port is told`() async throws {
        let port = try await withFake(region: "us-east-1") { fake in
            do {
                try await withFake(
                    FakeConfiguration(region: "us-east-1"), listening: FakeListening(port: fake.port)
                ) { _ in _ = Issue.record("expected the port to be taken") }
            } catch let failure as FakeFailure {
                #expect(failure.message.contains("cannot listen on 127.0.0.1:\(fake.port)"))
            }
            return fake.port
        }
        let again = try await withFake(
            FakeConfiguration(region: "us-east-1"), listening: FakeListening(port: port)
        ) { $0.port }
        #expect(again == port)
    }

    @Test func `a reset between cases is cheap and keeps the connections`() async throws {
        try await withLine { line in
            for _ in 0..<3 {
                #expect(await line.status(line.request(Desk.name)) == 200)
                line.fake.reset()
            }
            #expect(line.fake.journal == [])
            let clock = ContinuousClock()
            let time = clock.measure { for _ in 0..<1000 { line.fake.reset() } }
            #expect(time < .seconds(2))
        }
    }
}
