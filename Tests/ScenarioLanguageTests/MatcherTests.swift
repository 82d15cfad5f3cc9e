import Diagnostics
import JSONTree
import ScenarioLanguage
import Testing

struct MatcherTests {
    struct Example: Sendable, CustomTestStringConvertible {
        var matcher: String
        var value: String
        var testDescription: String { "\(matcher) and \(value)" }
    }

    private func mismatches(_ matcher: String, _ value: String) throws -> [Mismatch] {
        // A raw request's answer has no model, so any value may stand in it.
        let scenario = try Observed.onlyCase(
            "  - send: {}\n    expect: { response: { value: \(matcher) } }\n")
        let answer = try Observed.success(#"{"value": \#(value), "other": 1}"#)
        return try scenario.steps[0].expectation.mismatches(for: [answer], in: Observed.variables)
    }

    @Test(arguments: [
        ("1", "1.0"), ("1e2", "100"), ("text", #""text""#), ("true", "true"), ("null", "null"),
        ("[1, b]", #"[1, "b"]"#),
        ("{ a: 1 }", #"{"b": 2, "a": 1}"#), ("{}", #"{"a": 1}"#), ("{ a: null }", "{}"), ("'01'", #""01""#),
        ("{ equals: { a: 1, b: [2] } }", #"{"b": [2.0], "a": 1}"#), ("{ equals: {} }", "{}"),
        ("{ equals: { length: 1 } }", #"{"length": 1}"#),
        ("{ matches: 'a+b?' }", #""aaab""#), ("{ matches: '.*${unique}\\.' }", #""xu1.""#),
        ("{ matches: '^[^a-c]é$' }", #""dé""#), ("{ matches: '(ab|c){2}' }", #""abc""#),
        ("{ starts-with: ab }", #""abc""#), ("{ starts-with: '' }", #""""#),
        ("{ ends-with: '${partner}' }", #""x.example.com""#),
        ("{ contains: b }", #""abc""#), ("{ contains: { a: 1 } }", #"[{"a": 2}, {"a": 1, "b": 3}]"#),
        ("{ contains: '' }", #""abc""#), ("{ one-of: [1, { at-least: 5 }] }", "7"),
        ("{ all-of: [{ at-least: 5 }, { at-most: 7 }] }", "7"), ("{ at-least: 5, at-most: 7 }", "5"),
        ("{ not: 5 }", "6"), ("{ absent: true }", "null"), ("{ absent: false }", "0"),
        ("{ type: text }", #""x""#), ("{ type: integer }", "1.0"), ("{ type: number }", "1.5"),
        ("{ type: list }", "[]"),
        ("{ type: object }", "{}"), ("{ type: boolean }", "false"), ("{ type: null }", "null"),
        ("{ length: 2 }", #""é😀""#), ("{ length: { at-most: 3 } }", "[1, 2]"),
        ("{ length: 1 }", #"{"a": 1}"#),
        ("{ each: { type: number } }", "[1, 2]"), ("{ each: 1 }", "[]"),
        ("{ arn: true }", #""arn:aws:events:us-east-1::event-source/aws.partner/a:b""#),
        (
            "{ arn: { account: '', resource: { starts-with: event-source/ } } }",
            #""arn:aws:events:r::event-source/x""#
        ),
        ("{ uuid: true }", #""B0A1A2A3-0000-4000-8000-00000000000f""#),
    ])
    func `a matcher accepts what it describes`(_ matcher: String, _ value: String) throws {
        #expect(try Observed.messages(mismatches(matcher, value)) == [])
    }

    @Test(arguments: [
        ("1", "2", "response value: expected 1, found 2"),
        ("text", "1", #"response value: expected "text", found 1"#),
        ("[1]", "[1, 2]", "response value: expected a list of 1: 1, found [1,2]"),
        ("[1, [2]]", "[1, [3]]", "response value[1][0]: expected 2, found 3"),
        ("{ a: { b: 1 } }", #"{"a": {"b": 2}}"#, "response value.a.b: expected 1, found 2"),
        ("{ a: 1 }", "{}", "response value.a: expected 1, found nothing"),
        ("{ a: 1 }", "[]", "response value: expected an object with a: 1, found []"),
        ("{ equals: { a: 1 } }", #"{"a": 1, "b": 2}"#, "response value.b: expected nothing, found 2"),
        (
            "{ equals: { a: 1 } }", #"{"a": 1, "a": 1}"#,
            "response value.a: expected the member once, found it more than once"
        ),
        ("{ matches: 'a' }", #""ab""#, #"response value: expected a text that matches a, found "ab""#),
        (
            "{ matches: '${partner}' }", #""exampleXcom""#,
            #"response value: expected a text that matches example\.com, found "exampleXcom""#
        ),
        (
            "{ starts-with: b }", #""ab""#,
            #"response value: expected a text that starts with "b", found "ab""#
        ),
        ("{ ends-with: a }", "5", #"response value: expected a text that ends with "a", found 5"#),
        (
            "{ contains: { a: 1 } }", "[1]",
            "response value: expected something that contains an object with a: 1, found [1]"
        ),
        ("{ one-of: [1, 2] }", "3", "response value: expected one of 1, 2, found 3"),
        (
            "{ not: { starts-with: a } }", #""ab""#,
            #"response value: expected not a text that starts with "a", found "ab""#
        ),
        ("{ not: 1 }", "null", "response value: expected not 1, found null"),
        ("{ absent: true }", "0", "response value: expected nothing, found 0"),
        ("{ absent: false }", "null", "response value: expected a value, found null"),
        ("{ type: integer }", "1.5", "response value: expected a value of type integer, found 1.5"),
        ("{ length: { at-least: 3 } }", "[1]", "response value: expected a length of at least 3, found [1]"),
        ("{ at-least: 3 }", "2.9", "response value: expected a number of at least 3, found 2.9"),
        ("{ each: 1 }", "[1, 2]", "response value[1]: expected 1, found 2"),
        ("{ each: 1 }", "1", "response value: expected a list of which each is 1, found 1"),
        (
            "{ arn: true }", #""arn:aws:events:r:event-source/x""#,
            #"response value: expected an ARN, found "arn:aws:events:r:event-source/x""#
        ),
        (
            "{ arn: { account: '' } }", #""arn:aws:events:r:1:x""#,
            #"response value.account: expected "", found "1""#
        ),
        (
            "{ uuid: true }", #""b0a1a2a3000040008000000000000000""#,
            #"response value: expected a UUID, found "b0a1a2a3000040008000000000000000""#
        ),
    ])
    func `a matcher tells what differs and where`(_ matcher: String, _ value: String, _ message: String)
        throws
    {
        #expect(try Observed.messages(mismatches(matcher, value)) == [message])
    }

    @Test func `each difference is told, at the place where it is written`() throws {
        let found = try mismatches("{ a: 1, b: [2, { c: 3 }] }", #"{"a": 0, "b": [2, {"c": 4}]}"#)
        #expect(found.map(\.path) == ["value.a", "value.b[1].c"])
        #expect(found.map(\.place.description) == ["test.yaml:5:39", "test.yaml:5:54"])
    }
}
