import AWSWire
import EventBridgeClient
import HTTPMessages
import HTTPWire
import JSONTree
import Testing

/// Requests that are sent as a scenario says, mistakes included.
struct PreparedCallTests {
    private let request = AWSJSON.request(.createPartnerEventSource, input: ["Name": "n"])

    private func exchange(_ call: PreparedCall) async throws -> (sent: HTTPRequest, received: HTTPRequest) {
        try await withEndpoint([answer(200, "{}")]) { context, received in
            let outcome = await context.exchange(call)
            return (outcome.sent, try #require(received.all.first))
        }
    }

    @Test func `what is reported as sent is what arrives`() async throws {
        let (sent, received) = try await exchange(PreparedCall(request: request))
        #expect(sent == received)
        #expect(sent.fields.map(\.name).first == "Host")
        #expect(sent.fields.map(\.name).last == "Content-Length")
    }

    @Test func `both sides' bytes are kept`() async throws {
        try await withEndpoint([answer(200, "{}")]) { context, _ in
            let outcome = await context.exchange(PreparedCall(request: request, deviations: .unsigned))
            let sent = String(decoding: outcome.sentBytes, as: UTF8.self)
            #expect(sent.hasPrefix("POST / HTTP/1.1\r\nHost: 127.0.0.1:"))
            #expect(sent.hasSuffix("\r\nContent-Length: 12\r\n\r\n{\"Name\":\"n\"}"))
            #expect(
                String(decoding: outcome.receivedBytes, as: UTF8.self)
                    == "HTTP/1.1 200 \r\nContent-Type: application/x-amz-json-1.1\r\nContent-Length: 2\r\n\r\n{}"
            )
        }
    }

    @Test func `an unsigned request carries no authentication`() async throws {
        let (_, received) = try await exchange(PreparedCall(request: request, deviations: .unsigned))
        #expect(received.fields.map(\.name) == ["Host", "Content-Type", "X-Amz-Target", "Content-Length"])
    }

    @Test func `host and length can be withheld`() async throws {
        var bodiless = request
        bodiless.body = []
        let call = PreparedCall(
            request: bodiless, deviations: .unsigned, withheld: ["HOST", "Content-Length"])
        #expect(try await exchange(call).received.fields.map(\.name) == ["Content-Type", "X-Amz-Target"])
    }

    @Test func `what was changed after signing arrives changed, and the length is the new body's`()
        async throws
    {
        var deviations = SigningDeviations()
        deviations.headersAfter = [
            .init(name: "X-Amz-Target", value: "Other"), .init(name: "Host", value: nil),
        ]
        deviations.bodyAfter = Array("changed".utf8)
        let (sent, received) = try await exchange(PreparedCall(request: request, deviations: deviations))
        #expect(sent == received)
        #expect(received.fields["x-amz-target"] == "Other")
        #expect(received.fields["host"] == nil)
        #expect(received.bodyText == "changed")
        #expect(received.fields["authorization"]?.contains("SignedHeaders=content-type;host;") == true)
    }

    @Test func `what the request brings is not replaced`() async throws {
        var own = request
        own.fields.append("host", "elsewhere.example")
        let (_, received) = try await exchange(PreparedCall(request: own))
        #expect(received.fields.all(named: "Host") == ["elsewhere.example"])
    }
}
