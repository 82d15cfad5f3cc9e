import AWSWire
import EventBridgeFake
import HTTPMessages
import HTTPWire
import Testing

/// The faults that befall connections, on a real port.
@Suite struct FaultConnectionTests {
    private func withFake<R>(
        _ faults: [Fault], tls: FakeListening.Certificate? = nil,
        _ body: (Fake, (String) async -> String) async throws -> R
    ) async throws -> R {
        var configuration = FakeConfiguration(region: "us-east-1")
        configuration.faults = faults
        return try await EventBridgeFake.withFake(
            configuration, listening: FakeListening(tls: tls), threads: 1
        ) { fake in
            let origin = try #require(HTTPOrigin(url: fake.url))
            let trust = fake.authorityPEM.map(TLSTrust.pem) ?? .systemRoots
            return try await withSocketThreads(count: 1) { threads in
                try await body(fake) { method in
                    // Connections are what is counted: each request has its own.
                    await withHTTPClient(HTTPClientConfiguration(trust: trust), threads: threads) { client in
                        let request = HTTPRequest(method: method, target: "/")
                        switch await client.send(
                            request, to: origin, timeout: .seconds(10), framing: .automatic)
                        {
                        case .success(let exchange): return String(exchange.response.status)
                        case .failure(let failure): return "\(failure.kind)"
                        }
                    }
                }
            }
        }
    }

    private static let reset = try? FaultAction(.reset, ["at": .text("before-read")])

    @Test func `connections are counted, and no request is`() async throws {
        let action = try #require(Self.reset)
        try await withFake([Fault(action, times: 1, after: 1)]) { fake, send in
            #expect(await send("GET") == "403")
            #expect(["reset", "closedEarly", "connect"].contains(await send("GET")))
            #expect(await send("GET") == "403")
            #expect(fake.faults.map(\.matched) == [3])
            #expect(fake.faults.map(\.hits) == [1])
            #expect(fake.journal.count == 2)
            #expect(fake.journal.map(\.faults) == [[], []])
        }
    }

    @Test func `nothing listens while a refusal is armed, and something does once it is taken away`()
        async throws
    {
        let refusal = Fault(try FaultAction(.refuse, ["for": .duration(.seconds(600))]))
        try await withFake([refusal]) { fake, send in
            #expect(await send("GET") == "connect")
            fake.disarmAll()
            var answer = await send("GET")
            // The listener comes back on a thread of its own.
            for _ in 0..<2000 where answer == "connect" { answer = await send("GET") }
            #expect(answer == "403")
        }
    }

    @Test func `a fault of TLS needs TLS`() async throws {
        let fault = Fault(try FaultAction(.tlsExpired), times: 1)
        try await withFake([]) { fake, _ in
            _ = #expect(throws: InvalidFault.self) { try fake.arm(fault) }
        }
        await #expect(throws: FakeFailure.self) {
            try await withFake([fault]) { fake, _ in #expect(fake.port > 0) }
        }
        try await withFake([], tls: .trusted) { fake, send in
            try fake.arm(fault)
            _ = #expect(throws: InvalidFault.self) {
                try fake.arm(try FaultAction(.tlsExpired), on: .createPartnerEventSource)
            }
            #expect(await send("GET") == "tls")
            #expect(await send("GET") == "403")
        }
    }

    @Test func `the page about faults arms faults as it says`() async throws {
        try await EventBridgeFake.withFake(region: "us-east-1") { fake in
            try fake.arm(.reset(afterBytes: 10), on: .createPartnerEventSource, times: 1)
            try fake.arm(
                Fault(FaultAction(.dribble, ["chunks": .integer(20), "over": .duration(.seconds(1))])))
            #expect(fake.faults.map(\.fault.title) == ["reset", "dribble"])
        }
    }

    @Test func `a refusal has no schedule, and stands with no fault of requests`() throws {
        let refuse = try FaultAction(.refuse, ["for": .duration(.seconds(1))])
        #expect(Fault(refuse).problem == nil)
        #expect(Fault(refuse, times: 2).problem?.field == "times")
        #expect(Fault(refuse, window: .init()).problem?.field == "window")
        #expect(Fault(.sequence([[refuse]])).problem?.field == "sequence")
        #expect(Fault(.each([refuse, .drop])).problem != nil)
    }
}
