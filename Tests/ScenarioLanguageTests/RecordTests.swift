import HTTPMessages
import JSONTree
import ScenarioLanguage
import Testing

struct RecordTests {
    private func observations(
        _ text: String, of answer: ObservedAnswer, received: [ObservedRequest]? = []
    ) throws -> [String] {
        try Observed.expectation("{ record: \(text) }").records.map {
            try $0.observation(of: answer, received: received, in: Observed.variables)
        }
    }

    private let received = ObservedRequest(
        request: HTTPRequest(
            method: "POST", target: "/", fields: [("User-Agent", "ours/1"), ("Authorization", "x")], body: []),
        operation: nil, signature: .valid, signedHeaders: [], scopeRegion: nil, scopeService: nil,
        receivedAt: .zero, served: nil)

    @Test func `every value of a success has a form of its own`() throws {
        let answer = try Observed.success(#"{"EventSourceArn":"a","N":1}"#, headers: [("Date", "now")])
        let text = """
            { a: outcome, b: status, c: code, d: namespace, e: message, f: failure, g: body, h: elapsed, i: attempts, \
            j: response.EventSourceArn, k: headers.date, l: headers.x, m: wire.headers.user-agent, \
            n: wire.headers.authorization }
            """
        #expect(
            try observations(text, of: answer, received: [received, received]) == [
                #"a: a success with {"EventSourceArn":"a","N":1}"#, "b: 200", "c: nothing", "d: nothing",
                "e: nothing", "f: nothing", #"g: "{\"EventSourceArn\":\"a\",\"N\":1}""#, "h: 5ms", "i: 2",
                #"j: "a""#, #"k: "now""#, "l: nothing", #"m: "ours/1""#, "n: a value that is not shown",
            ])
    }

    @Test func `an error and a failure tell what they have`() throws {
        #expect(
            try observations(
                "{ a: code, b: namespace, c: message, d: response.EventSourceArn }",
                of: Observed.error("Busy", "later", namespace: "ns"))
                == [#"a: "Busy""#, #"b: "ns""#, #"c: "later""#, "d: nothing"])
        #expect(
            try observations("{ a: failure, b: status, c: headers.Date }", of: Observed.failure(.reset))
                == ["a: reset", "b: nothing", "c: nothing"])
    }

    @Test func `what nobody saw is told as that`() throws {
        let answer = try Observed.success("{}")
        #expect(
            try observations("{ a: attempts, b: wire.headers.Host }", of: answer, received: nil)
                == ["a: nobody saw it", "b: nobody saw it"])
        #expect(
            try observations("{ a: attempts, b: wire.headers.Host }", of: answer)
                == ["a: 0", "b: nothing"])
    }

    @Test func `an outcome is recorded as met or not`() throws {
        let text = "{ refused: { error: ResourceAlreadyExistsException } }"
        #expect(
            try observations(text, of: Observed.error("ResourceAlreadyExistsException")) == ["refused: yes"])
        #expect(
            try observations(text, of: Observed.success("{}"))
                == [
                    "refused: no, error: expected the error ResourceAlreadyExistsException, found a success with {}"
                ])
    }

    @Test func `to record alone expects nothing, and beside something else takes nothing away`() throws {
        #expect(try Observed.expectation("{ record: { a: status } }").outcomes.isEmpty)
        #expect(try Observed.expectation("{ record: { a: status }, within: 5s }").outcomes.count == 1)
        #expect(try Observed.expectation("{ record: { a: status }, response: {} }").outcomes.count == 1)
    }
}

struct WireFactTests {
    private func request(_ signature: WireExpectation.Signature, _ served: ObservedRequest.Served?)
        -> ObservedRequest
    {
        ObservedRequest(
            request: HTTPRequest(method: "POST", target: "/", fields: [], body: []), operation: nil,
            signature: signature, signedHeaders: [], scopeRegion: nil, scopeService: nil, receivedAt: .zero,
            served: served)
    }

    private func missing(
        _ expectation: String, _ requests: [ObservedRequest],
        of facts: Set<WireFact> = Set(WireFact.allCases)
    ) throws -> WireFact? {
        try Observed.expectation(expectation).missing(
            of: facts, in: requests, variables: Observed.variables)
    }

    private static let fine = ObservedRequest.Served(status: 200, errorCode: nil, isFaulty: false)
    private static let refused = ObservedRequest.Served(
        status: 400, errorCode: "LimitExceededException", isFaulty: false)
    private static let faulty = ObservedRequest.Served(status: nil, errorCode: nil, isFaulty: true)

    @Test func `facts are missed in their order`() throws {
        let expected = "{ response: {} }"
        #expect(try missing(expected, []) == .request)
        #expect(try missing(expected, [], of: []) == nil)
        #expect(try missing(expected, [request(.invalid, Self.refused)]) == .signedRequest)
        #expect(try missing(expected, [request(.valid, Self.refused)]) == .answer)
        #expect(try missing(expected, [request(.valid, nil)]) == .answer)
        #expect(try missing(expected, [request(.valid, Self.refused), request(.valid, Self.fine)]) == nil)
    }

    @Test(arguments: [
        ("{ error: LimitExceededException }", true), ("{ error: InternalException }", false),
        ("{ error: { status: 400 } }", true), ("{ failure: reset }", false), ("{ status: 400 }", true),
        ("{ any-of: [{ response: {} }, { error: LimitExceededException }] }", true),
    ])
    func `an answer was served when it is of the kind expected`(expected: String, isServed: Bool) throws {
        let found = try missing(expected, [request(.valid, Self.refused)])
        #expect((found == nil) == isServed)
    }

    @Test func `whatever a fault served is what was asked for`() throws {
        #expect(try missing("{ failure: reset }", [request(.valid, Self.faulty)]) == nil)
        #expect(try missing("{ error: InternalException }", [request(.valid, Self.faulty)]) == nil)
    }
}
