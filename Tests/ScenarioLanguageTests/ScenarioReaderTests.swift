import AWSWire
import Diagnostics
import HTTPMessages
import JSONTree
import ScenarioLanguage
import Testing

struct ScenarioReaderTests {
    private func cases(_ text: String, overrides: [String: VariableOverride] = [:]) throws -> [ScenarioCase] {
        let reader = ScenarioReader(catalogue: Reading.catalogue, overrides: overrides)
        let result = reader.read("assay: 1\nscenario: A title\n" + text, file: "test.yaml") { path in
            path == "shared.yaml"
                ? "assay: 1\nfragment: Shared\nvars: { id: \"${uuid}\", who: me }\nsteps:\n"
                    + "  - send: { method: \"${who}\", path: \"/${id}/${id}\", body: \"${what}\" }\n" : nil
        }
        let report = DiagnosticRenderer(sources: result.sources, color: false).render(result.diagnostics)
        try #require(report == "")
        return try #require(result.scenario).cases
    }

    private func inputs(_ cases: [ScenarioCase]) throws -> [JSONValue] {
        try cases.map { scenario in
            guard case .call(_, let input) = scenario.steps[0].action else {
                throw EvaluationError.missingCapture("call")
            }
            return try input.evaluate(in: Observed.variables)
        }
    }

    private func requests(_ cases: [ScenarioCase]) throws -> [HTTPRequest] {
        try cases.flatMap(\.steps).compactMap { step in
            guard case .send(let request) = step.action else { return nil }
            return try request.evaluate(in: Observed.variables)
        }
    }

    @Test func `a row adds to the file and takes its place`() throws {
        let cases = try cases(
            """
            requirements: [CPES-ERR-001]
            tags: [a]
            skip: never
            cases:
              - { case: one, tags: [b, a], requirements: [CPES-VAL-001, CPES-ERR-001] }
              - { case: two, skip: not today, known-failure: { message: m, expires: 2027-03-31 } }
            steps:
              - call: CreatePartnerEventSource

            """)
        #expect(cases.map(\.label) == ["one", "two"])
        #expect(cases.map(\.tags) == [["a", "b"], ["a"]])
        #expect(cases[0].requirements == ["CPES-ERR-001", "CPES-VAL-001"])
        #expect(cases.map(\.skip) == ["never", "not today"])
        #expect(cases[1].knownFailure?.isExpired(on: "2027-03-31") == false)
        #expect(cases[1].knownFailure?.isExpired(on: "2027-04-01") == true)
        #expect(cases.map(\.place.line) == [7, 8])
    }

    @Test func `a variable stands for its value as it was written`() throws {
        let cases = try cases(
            """
            vars: { prefix: "aws.partner/${partner}/${tail}", whole: { Name: "${prefix}", Account: 012 }, tail: t, limit: 3 }
            cases:
              - { case: a, input: "${whole}" }
              - { case: b, input: { Name: "${prefix}${limit}" }, tail: row }
              - { case: c, input: { Name: null, Account: "$${x}" } }
              - { case: d, input: { json: ["${limit}", x] } }
            steps:
              - call: CreatePartnerEventSource
                input: ${input}

            """)
        #expect(
            try inputs(cases) == [
                ["Name": "aws.partner/example.com/t", "Account": "012"],
                ["Name": "aws.partner/example.com/row3"],
                ["Name": nil, "Account": "${x}"], [3, "x"],
            ])
    }

    @Test func `a value from the command line comes before all others`() throws {
        let cases = try cases(
            """
            vars: { name: file, account-id: "1" }
            cases:
              - { case: a, name: row }
            steps:
              - call: CreatePartnerEventSource
                input: { Name: "${name}", Account: "${account-id}" }

            """, overrides: ["name": VariableOverride(name: "name", text: "given")])
        #expect(try inputs(cases) == [["Name": "given", "Account": "1"]])
    }

    @Test func `a fragment sees what it is given, and its own otherwise`() throws {
        let requests = try requests(
            cases(
                """
                vars: { what: outer }
                steps:
                  - include: shared.yaml
                  - include: shared.yaml
                    with: { what: "${what}-inner", who: you }

                """))
        #expect(requests.map(\.method) == ["me", "you"])
        #expect(requests.map(\.bodyText) == ["outer", "outer-inner"])
    }

    @Test func `a fresh value in a variable is made once per case`() throws {
        let counter = Counter()
        let variables = Variables(
            Variables.Sources(
                unique: "u", partner: "p", account: "a", region: "r", partition: "p",
                uuid: { counter.next() },
                now: { "now" }, environment: { _ in nil }))
        let steps = try cases(
            """
            vars: { id: "x-${uuid}" }
            steps:
              - send: { path: "/${id}/${uuid}", method: "${id}", body: "${uuid}" }

            """)[0].steps
        guard case .send(let request) = steps[0].action else { return }
        let first = try request.evaluate(in: variables)
        let second = try request.evaluate(in: variables)
        #expect([first.method, first.target, first.bodyText] == ["x-1", "/x-1/2", "3"])
        #expect([second.method, second.target, second.bodyText] == ["x-1", "/x-1/4", "5"])
    }

    @Test func `a raw request is what is written`() throws {
        let requests = try requests(
            cases(
                """
                steps:
                  - send:
                      operation: CreatePartnerEventSource
                      headers: { content-type: text/plain, Twice: [a, b], Gone: null }
                      body: { json: { a: [1, "${region}"] } }
                  - send: { method: GET, path: "/?a=b", body: { base64: aGV5 } }
                  - send: { operation: CreatePartnerEventSource, headers: { x-amz-target: null }, body: { hex: 00 FF } }

                """))
        #expect(
            Array(requests[0].fields) == [
                HTTPField(name: "X-Amz-Target", value: "AWSEvents.CreatePartnerEventSource"),
                HTTPField(name: "content-type", value: "text/plain"), HTTPField(name: "Twice", value: "a"),
                HTTPField(name: "Twice", value: "b"),
            ])
        #expect(requests[0].bodyText == #"{"a":[1,"us-east-1"]}"#)
        #expect(requests[1].method == "GET" && requests[1].target == "/?a=b" && requests[1].bodyText == "hey")
        #expect(Array(requests[2].fields).map(\.name) == ["Content-Type"])
        #expect(requests[2].body == [0, 255])
    }

    @Test func `what is wrong with a signature is said in full`() throws {
        let step = try cases(
            """
            steps:
              - call: CreatePartnerEventSource
                signing:
                  { access-key: A, secret: wrong, session-token: none, region: "${region}2", date: -20m, unsigned: [X-Amz-Target],
                    headers-after: { X-Amz-Date: null, A: b }, body-after: x, authorization: { without: Signature },
                    carrier: both, content-sha256: true, date-header: none }

            """)[0].steps[0]
        let deviations = try #require(step.signing).evaluate(in: Observed.variables)
        var expected = SigningDeviations()
        expected.accessKey = "A"
        expected.isSecretWrong = true
        expected.sessionToken = .absent
        expected.region = "us-east-12"
        expected.date = .offset(.seconds(-1200))
        expected.unsigned = ["X-Amz-Target"]
        expected.headersAfter = [.init(name: "X-Amz-Date", value: nil), .init(name: "A", value: "b")]
        expected.bodyAfter = Array("x".utf8)
        expected.authorization = .without(.signature)
        expected.carrier = .both
        expected.contentSHA256 = .right
        expected.dateHeader = .absent
        #expect(deviations == expected)
    }

    @Test func `faults are the catalogue's`() throws {
        let given = try #require(
            try cases(
                """
                given:
                  credentials: [{ name: visitor }]
                  faults:
                    - { on: CreatePartnerEventSource, name: { ends-with: "${unique}" }, key: visitor, times: 2, after: 1, every: 3,
                        probability: 0.5, seed: 7, do: { delay-fixed: { for: 250ms }, error: { code: X, message: "for ${account}" } } }
                    - { sequence: [{ answer: InternalException }, {}, { do: { drop: } }] }
                steps:
                  - call: CreatePartnerEventSource

                """)[0].given)
        let faults = try given.faults.map { fault in
            try fault.evaluate(in: Observed.variables) { $0 == "visitor" ? "AKIAVISITOR" : nil }
        }
        #expect(
            faults == [
                Fault(
                    .each([
                        try FaultAction(.delayFixed, ["for": .duration(.milliseconds(250))]),
                        try FaultAction(.error, ["code": .text("X"), "message": .text("for 123456789012")]),
                    ]), on: "CreatePartnerEventSource", name: .endsWith("u1"), key: "AKIAVISITOR", times: 2,
                    after: 1,
                    every: 3, probability: 0.5, seed: 7),
                Fault(.sequence([[.error("InternalException")], [], [.drop]])),
            ])
    }

    @Test func `an environment variable that is not set is told`() throws {
        let step = try cases(
            """
            steps:
              - send: { path: "${env.HOME}", body: "${env.NOWHERE}" }

            """)[0].steps[0]
        guard case .send(let request) = step.action else { return }
        #expect(throws: EvaluationError.unsetEnvironment("NOWHERE")) {
            try request.evaluate(in: Observed.variables)
        }
        #expect(try request.path.evaluate(in: Observed.variables) == "/home")
    }

    @Test func `a fragment by itself is no scenario, and no mistake`() {
        let result = Reading.read(
            "assay: 1\nfragment: f\nsteps:\n  - call: DescribePartnerEventSource\n    as: somebody\n"
                + "    input: { Name: \"${name}\" }\n    capture: { arn: Arn }\n")
        #expect(result.isFragment && result.scenario == nil)
        #expect(result.diagnostics == [])
    }

    @Test func `steps that do not depend on the row are the same for all rows`() throws {
        let rows = (0..<50).map { "  - { case: row \($0), name: n\($0) }\n" }.joined()
        let cases = try cases(
            "cases:\n\(rows)steps:\n  - call: CreatePartnerEventSource\n    input: { Name: \"${name}\" }\n"
                + "    capture: { arn: EventSourceArn }\n  - send: { body: \"${arn}\" }\n")
        #expect(cases.count == 50)
        #expect(Set(cases.map { $0.steps[0] }).count == 50)
        #expect(Set(cases.map { $0.steps[1] }).count == 1)
    }

    @Test func `the shipped catalogue has no mistakes`() {
        #expect(RequirementCatalogue.shipped.diagnostics == [])
        #expect(RequirementCatalogue.shipped.catalogue["CPES-ERR-001"] != nil)
    }

    @Test func `a catalogue's mistakes are told`() {
        let text = """
            - { id: CPES-ERR-1, level: must, actor: client, text: t, source: { title: s }, certainty: inferred, verify: automatic }
            - { id: CPES-ERR-001, level: shall, actor: client, text: t, source: {}, certainty: inferred, verify: not-tested }
            - { id: CPES-ERR-002, level: must, actor: client, text: t, source: { uri: u }, certainty: inferred, verify: attested, reason: x }
            """
        let codes = RequirementCatalogue.read(text, file: "r.yaml").diagnostics.map {
            "\($0.place.line) \($0.code)"
        }
        #expect(codes.contains("1 scenario.bad-name"))
        #expect(codes.contains("2 scenario.unknown-word"))
        #expect(codes.contains("3 scenario.needs-key"))
    }
}
