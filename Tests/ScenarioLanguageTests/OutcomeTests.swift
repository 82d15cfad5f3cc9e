import Diagnostics
import HTTPMessages
import JSONTree
import ScenarioLanguage
import Testing

struct OutcomeTests {
    private func messages(_ expectation: String, _ answers: ObservedAnswer...) throws -> [String] {
        let expectation = try Observed.expectation(expectation)
        return Observed.messages(try expectation.mismatches(for: answers, in: Observed.variables))
    }

    private static let arn = #"{"EventSourceArn": "arn:aws:events:us-east-1::event-source/n"}"#

    @Test func `without an expectation, a success is expected`() throws {
        let step = try Observed.onlyCase("  - call: CreatePartnerEventSource\n").steps[0]
        let found = try step.expectation.mismatches(for: [Observed.error("X", "why")], in: Observed.variables)
        #expect(
            Observed.messages(found) == ["response: expected a success, found the error X (status 400): why"])
        #expect(found[0].place.description == "test.yaml:4:5")
        #expect(
            try step.expectation.mismatches(for: [Observed.success(Self.arn)], in: Observed.variables) == [])
    }

    @Test func `a success has status 200 unless told`() throws {
        #expect(
            try messages("{ response: {} }", Observed.success("{}", status: 201)) == [
                "status: expected 200, found 201"
            ])
        #expect(try messages("{ response: {}, status: 201 }", Observed.success("{}", status: 201)) == [])
    }

    @Test func `members that are not mentioned may be there unless the match is exact`() throws {
        let answer = try Observed.success(#"{"EventSourceArn": "x", "More": {}}"#)
        #expect(try messages("{ response: { EventSourceArn: x } }", answer) == [])
        #expect(
            try messages("{ response: { EventSourceArn: x }, exactly: true }", answer)
                == ["response More: expected nothing, found {}"])
    }

    @Test func `a named error has its own status unless told`() throws {
        let code = "InternalException"
        #expect(try messages("{ error: \(code) }", Observed.error(code, status: 500)) == [])
        #expect(
            try messages("{ error: \(code) }", Observed.error(code)) == ["status: expected 500, found 400"])
        #expect(try messages("{ error: { code: \(code), status: 400 } }", Observed.error(code)) == [])
        #expect(try messages("{ error: \(code), status: 400 }", Observed.error(code)) == [])
    }

    @Test func `an answer of another kind is one mismatch`() throws {
        #expect(
            try messages("{ error: InternalException }", Observed.success(Self.arn))
                == [
                    "error: expected the error InternalException, found a success with \(Self.arn.filter { $0 != " " })"
                ])
        #expect(
            try messages("{ error: InternalException }", Observed.error("Other", "m"))
                == ["error code: expected the error InternalException, found the error Other (status 400): m"]
        )
        #expect(
            try messages("{ failure: [reset, timeout] }", Observed.failure(.closedEarly))
                == [
                    "failure: expected the failure reset or timeout, found the failure closed-early: it broke"
                ])
        #expect(try messages("{ failure: closed-early }", Observed.failure(.closedEarly)) == [])
        #expect(
            try messages("{ status: 200 }", Observed.failure(.reset))
                == ["response: expected status 200, found the failure reset: it broke"])
    }

    @Test func `message and namespace are matched`() throws {
        let answer = Observed.error("InternalException", "busy", status: 500, namespace: "ns")
        #expect(
            try messages(
                "{ error: { code: InternalException, message: { contains: us }, namespace: ns } }", answer)
                == [])
        #expect(
            try messages("{ error: { message: late, namespace: { absent: true } } }", answer)
                == [
                    #"error message: expected "late", found "busy""#,
                    #"error namespace: expected nothing, found "ns""#,
                ])
    }

    @Test func `violations are a set with a count`() throws {
        let expected = "{ error: { violations: { Name: [pattern, min-length], Account: required } } }"
        let null = "Value null at 'account' failed to satisfy constraint: Member must not be null"
        let pattern =
            "Value '' at 'name' failed to satisfy constraint: Member must satisfy regular expression pattern: a+"
        let length =
            "Value '' at 'name' failed to satisfy constraint: Member must have length greater than or equal to 1"
        func answer(_ count: Int, _ clauses: String...) -> ObservedAnswer {
            Observed.error(
                "ValidationException",
                "\(count) validation errors detected: \(clauses.joined(separator: "; "))")
        }
        #expect(try messages(expected, answer(3, null, pattern, length)) == [])
        #expect(try messages(expected, answer(3, length, pattern, null)) == [])
        #expect(
            try messages(expected, answer(2, length, null))
                == [
                    "error violations: expected Account: required; Name: min-length; Name: pattern, "
                        + "found 2 declared: Account: required; Name: min-length"
                ])
        #expect(
            try messages(expected, Observed.error("ValidationException", "no"))
                == [
                    "error violations: expected Account: required; Name: min-length; Name: pattern, "
                        + #"found a message of another form: "no""#
                ])
        #expect(
            try messages(expected, Observed.error("Other", "no"))
                == [
                    "error code: expected the error ValidationException, found the error Other (status 400): no"
                ])
    }

    @Test func `headers and body are matched on their text`() throws {
        let answer = try Observed.success("{}", headers: [("A", "1"), ("a", "2"), ("Cookie", "secret")])
        #expect(try messages("{ headers: { a: '1, 2', B: { absent: true } }, body: '{}' }", answer) == [])
        #expect(
            try messages("{ headers: { a: 1, cookie: x }, body: { contains: x } }", answer)
                == [
                    #"headers a: expected "1", found "1, 2""#,
                    #"headers cookie: expected "x", found a value that is not shown"#,
                    #"body: expected something that contains "x", found "{}""#,
                ])
    }

    @Test func `an answer may not take longer than it is given`() throws {
        let answer = try Observed.success("{}", elapsed: .milliseconds(1500))
        #expect(try messages("{ within: 1s }", answer) == ["within: expected at most 1s, found 1500ms"])
        #expect(try messages("{ within: 1.5s }", answer) == [])
    }

    @Test func `one of several outcomes must hold`() throws {
        let expected =
            "{ any-of: [{ error: InternalException }, { response: {}, status: 201 }, { failure: reset }] }"
        #expect(try messages(expected, Observed.error("InternalException", status: 500)) == [])
        #expect(try messages(expected, Observed.failure(.reset)) == [])
        #expect(
            try messages(expected, Observed.success("{}"))
                == [
                    "error: expected one of: the error InternalException; a success with an object; the failure reset, "
                        + "found a success with {}"
                ])
    }

    @Test func `a mismatch has the nearest requirement`() throws {
        let expectation = try Observed.expectation(
            "{ requirement: OWN-1, any-of: [{ response: {}, requirement: OWN-2 }] }")
        let found = try expectation.mismatches(for: [Observed.failure(.reset)], in: Observed.variables)
        #expect(found.map(\.requirement) == ["OWN-2"])
        let other = try Observed.expectation("{ requirement: OWN-1, response: {} }")
        #expect(
            try other.mismatches(for: [Observed.failure(.reset)], in: Observed.variables).map(\.requirement)
                == ["OWN-1"])
    }

    // MARK: Together

    private func together(_ expect: String, _ answers: [ObservedAnswer]) throws -> [String] {
        let scenario = try Observed.onlyCase(
            "  - call: CreatePartnerEventSource\n    together: \(answers.count)\n    expect: \(expect)\n")
        return Observed.messages(
            try scenario.steps[0].expectation.mismatches(for: answers, in: Observed.variables))
    }

    @Test func `without counts every answer of a together must be so`() throws {
        let answers = try ["a1", "a2", "a2"].map { try Observed.success(#"{"EventSourceArn": "\#($0)"}"#) }
        #expect(
            try together("{ response: { EventSourceArn: 'a${index}' } }", answers)
                == [#"response EventSourceArn of call 3: expected "a3", found "a2""#])
    }

    @Test func `answers are counted by kind`() throws {
        let expect =
            "{ answers: [{ count: 1, response: {} }, { count: { at-least: 1 }, error: InternalException }] }"
        let (success, error) = (try Observed.success("{}"), Observed.error("InternalException", status: 500))
        #expect(try together(expect, [error, success, error]) == [])
        #expect(
            try together(expect, [success, success])
                == [
                    "answers [0]: expected 1 of 2 to be a success with an object, found 2",
                    "answers [1]: expected at least 1 of 2 to be the error InternalException, found 0",
                ])
        #expect(
            try together(expect, [success, Observed.failure(.reset), error])
                == [
                    "answers of call 2: expected exactly one of: a success with an object; the error InternalException, "
                        + "found the failure reset: it broke"
                ])
        #expect(
            try together(
                "{ answers: [{ count: 2, response: {} }, { count: { at-most: 2 }, status: 200 }] }",
                [success, success])
                == [
                    "answers of call 1: expected exactly one of: a success with an object; status 200, "
                        + "found a success with {}, which is entries 1, 2",
                    "answers of call 2: expected exactly one of: a success with an object; status 200, "
                        + "found a success with {}, which is entries 1, 2",
                ])
    }

    @Test func `captures are taken from a success`() throws {
        let scenario = try Observed.onlyCase(
            """
              - call: ListPartnerEventSources
                capture: { first: "PartnerEventSources[0].Name", token: NextToken }
              - send: { body: "${first}${token}" }

            """)
        let step = scenario.steps[0]
        let answer = try Observed.success(#"{"PartnerEventSources": [{"Name": "n"}], "NextToken": null}"#)
        let captured = step.captured(from: answer)
        #expect(captured.values.map(\.name) == ["first"])
        #expect(captured.values.map(\.value) == ["n"])
        #expect(
            Observed.messages(captured.missing) == [
                "response NextToken: expected a value to capture, found nothing"
            ])
    }
}
