import HTTPMessages
import JSONTree
import ScenarioLanguage
import Testing

struct WitnessTests {
    private func request(
        body: String = "{}", signature: WireExpectation.Signature = .valid, at time: Duration = .zero,
        id: String = "1", path: String = "/", served: ObservedRequest.Served? = nil
    ) -> ObservedRequest {
        ObservedRequest(
            request: HTTPRequest(
                method: "POST", target: path,
                fields: [
                    ("X-Amz-Target", "AWSEvents.CreatePartnerEventSource"), ("Authorization", "secret"),
                    ("Id", id),
                ], body: Array(body.utf8)),
            operation: "CreatePartnerEventSource", signature: signature,
            explanation: signature == .invalid ? "another signature" : nil,
            signedHeaders: ["host", "x-amz-date"],
            scopeRegion: "us-east-1", scopeService: "events", receivedAt: time, served: served)
    }

    private func wire(_ text: String, _ requests: [ObservedRequest]) throws -> [String] {
        let expectation = try #require(try Observed.expectation("{ response: {}, wire: \(text) }").wire)
        return Observed.messages(
            try expectation.mismatches(for: requests, in: Observed.variables, requirement: nil))
    }

    @Test func `no request is a mismatch unless attempts allows it`() throws {
        #expect(try wire("{ signed: valid }", []) == ["wire attempts: expected at least 1, found 0"])
        #expect(try wire("{ attempts: 0 }", []) == [])
        #expect(try wire("{ attempts: { at-most: 1 }, method: POST }", []) == [])
        #expect(
            try wire("{ attempts: 1 }", [request(), request()]) == ["wire attempts: expected 1, found 2"])
    }

    @Test func `every part of a request is matched`() throws {
        let whole = """
            { operations: [CreatePartnerEventSource], method: POST, path: /, signed: valid,
              target: { ends-with: .CreatePartnerEventSource }, signed-headers: { contains: host },
              scope: { region: "${region}", service: events }, headers: { id: 1, None: { absent: true } },
              body: { Name: n, Account: 012345678901 }, body-text: { starts-with: "{" } }
            """
        let reason = try #require(throws: JSONError.self) { try JSONReader.read("[") }.message
        #expect(try wire(whole, [request(body: #"{"Name": "n", "Account": "012345678901"}"#)]) == [])
        #expect(
            try wire(whole, [request(body: "[", signature: .invalid, path: "/?X-Amz-Signature=abc&a=b")])
                == [
                    #"wire path: expected "/", found "/?X-Amz-Signature=(not shown)&a=b""#,
                    "wire signed: expected valid, found invalid: another signature",
                    #"wire body: expected an object with Name: "n", Account: "012345678901", found no JSON: "#
                        + reason,
                    #"wire body-text: expected a text that starts with "{", found "[""#,
                ])
    }

    @Test func `a header that proves who somebody is is not shown`() throws {
        #expect(
            try wire("{ headers: { Authorization: x } }", [request()])
                == [#"wire headers.Authorization: expected "x", found a value that is not shown"#])
    }

    @Test func `attempts are compared with each other`() throws {
        let requests = [
            request(at: .seconds(1)), request(at: .seconds(2)), request(body: "[]", at: .seconds(9), id: "2"),
        ]
        #expect(
            try wire("{ same: [body, path, Id], changes: [Id, Absent] }", requests)
                == [
                    "wire same.body: expected the same in all attempts, found another in attempt 3",
                    "wire same.Id: expected the same in all attempts, found another in attempt 3",
                    "wire changes.Id: expected another in each attempt, found the same in attempts 1 and 2",
                    "wire changes.Absent: expected another in each attempt, found none in attempt 1",
                ])
        #expect(
            try wire(
                "{ gaps: [{ at-least: 1s, at-most: 1s }, { at-most: 5s }, { at-least: 1ms }] }", requests)
                == [
                    "wire gaps[1]: expected at most 5s, found 7s",
                    "wire gaps[2]: expected at least 1ms, found no further attempt",
                ])
    }

    @Test(arguments: ["same", "changes"])
    func `what an attempt does not have compares with nothing`(_ key: String) throws {
        let expected = key == "same" ? "the same in all attempts" : "another in each attempt"
        #expect(
            try wire("{ \(key): [Absent] }", [request(), request()])
                == ["wire \(key).Absent: expected \(expected), found none in attempt 1"])
        let other = HTTPRequest(method: "POST", target: "/", fields: [], body: [])
        var second = request()
        second.request = other
        #expect(
            try wire("{ \(key): [Id] }", [request(), second])
                == ["wire \(key).Id: expected \(expected), found none in attempt 2"])
    }

    @Test(arguments: ["same", "changes"])
    func `a single attempt compares with nothing`(_ key: String) throws {
        let expected = key == "same" ? "the same in all attempts" : "another in each attempt"
        #expect(
            try wire("{ \(key): [Id] }", [request()])
                == ["wire \(key).Id: expected \(expected), found no further attempt"])
    }

    @Test func `a source's bus and its events are compared`() throws {
        let source = ObservedSource(
            name: "n", account: "1", state: "ACTIVE", arn: "x", hasBus: true, events: 2)
        #expect(try state("{ sources: [{ name: n, bus: true, events: { at-least: 2 } }] }", [source]) == [])
        #expect(
            try state("{ sources: [{ bus: false }] }", [source])
                == ["state sources[0].bus: expected false, found true"])
        #expect(
            try state("{ sources: [{ events: 1 }] }", [source])
                == ["state sources[0].events: expected 1, found 2"])
    }

    private func state(_ text: String, _ sources: [ObservedSource]) throws -> [String] {
        let expectation = try #require(try Observed.expectation("{ response: {}, state: \(text) }").state)
        return Observed.messages(
            try expectation.mismatches(for: sources, in: Observed.variables, requirement: nil))
    }

    @Test func `sources must be there, or must not`() throws {
        let one = ObservedSource(
            name: "aws.partner/a/b", account: "123456789012", state: "PENDING", arn: "arn:aws:e:r::s")
        let two = ObservedSource(name: "aws.partner/a/c", account: "210987654321", state: "ACTIVE", arn: "x")
        #expect(
            try state(
                "{ count: 2, sources: [{ name: { ends-with: b }, account: '${account}', arn: { arn: true } }, { state: ACTIVE }] }",
                [one, two]) == [])
        #expect(
            try state("{ sources: [{ name: { ends-with: d }, absent: true }], count: { at-most: 3 } }", [one])
                == [])
        #expect(
            try state("{ sources: [{ name: { ends-with: b }, absent: true }], count: 0 }", [one])
                == [
                    "state sources[0]: expected no such source, found aws.partner/a/b",
                    "state count: expected 0, found 1",
                ])
        #expect(
            try state("{ sources: [{ name: aws.partner/a/b, state: ACTIVE }] }", [one])
                == [#"state sources[0].state: expected "ACTIVE", found "PENDING""#])
        #expect(
            try state("{ sources: [{ name: n }] }", [one, two])
                == [
                    "state sources[0]: expected such a source, found aws.partner/a/b (123456789012, PENDING); "
                        + "aws.partner/a/c (210987654321, ACTIVE)"
                ])
        #expect(
            try state("{ sources: [{ name: n }] }", []) == [
                "state sources[0]: expected such a source, found none at all"
            ])
    }
}
