import ClientDriver
import Diagnostics
import Foundation
import JSONTree
import Testing

@Suite struct NativeResultTests {
    func problems(of text: String) -> [String] {
        do throws(NativeResult.Invalid) {
            _ = try NativeResult.read(Array(text.utf8), file: "result.json", scenario: "the case")
            return []
        } catch {
            return error.diagnostics.map(\.description)
        }
    }

    @Test func `a whole result is read`() throws {
        let text = """
            {"v": 1, "scenario": "the case", "outcome": "service_error", "attempts": 3,
             "error": {"code": "X", "message": "m é", "httpStatus": 400, "requestId": "r", "modeled": true,
                       "retryable": false}, "x-note": [1], "client": {"name": "n", "version": "1", "language": "l"}}
            """
        let result = try NativeResult.read(Array(text.utf8), file: "result.json", scenario: "the case")
        #expect(
            result
                == ClientResult(
                    outcome: .serviceError,
                    error: .init(
                        code: "X", message: "m é", httpStatus: 400, requestID: "r", isModeled: true,
                        isRetryable: false), attempts: 3,
                    client: ClientIdentity(name: "n", version: "1", language: "l")))
        let success = try NativeResult.read(
            Array(#"{"v":1,"outcome":"success","eventSourceArn":7,"error":null}"#.utf8), file: "f",
            scenario: nil)
        #expect(success == ClientResult(outcome: .success, eventSourceARN: .number(JSONNumber(7))))
    }

    @Test(arguments: [
        (
            "",
            "1:1: error: this is not JSON: the text is empty where a JSON value is expected [result.not-json]"
        ),
        ("[]", "1:1: error: the whole must be an object, not an array [result.wrong-type]"),
        (
            #"{"outcome": "success"}"#,
            "1:1: error: 'v' is missing (this protocol is version 1) [result.missing]"
        ),
        (
            #"{"v": 2, "outcome": "success"}"#,
            "1:7: error: 'v' must be a whole number from 1 to 1, not 2 [result.wrong-value]"
        ),
        (#"{"v": 1}"#, "1:1: error: 'outcome' is missing [result.missing]"),
        (
            #"{"v": 1, "outcome": "succes"}"#,
            "1:21: error: 'outcome' must be one of success, service_error, refused_locally, transport_error, "
                + "malformed_response, unsupported, not 'succes'; did you mean 'success'? [result.wrong-value]"
        ),
        (
            #"{"v": 1, "outcome": "success", "eventSourceARN": "a"}"#,
            "1:50: error: unknown member 'eventSourceARN'; did you mean 'eventSourceArn'? [result.unknown-member]"
        ),
        (
            #"{"v": 1, "outcome": "success", "outcome": "success"}"#,
            "1:43: error: 'outcome' stands more than once [result.duplicate]"
        ),
        (
            #"{"v": 1, "outcome": "service_error", "error": {"code": 400}}"#,
            "1:56: error: 'error.code' must be a string, not a number [result.wrong-type]"
        ),
        (
            #"{"v": 1, "outcome": "service_error", "error": {"message": "x"}}"#,
            "1:47: error: 'error.code' is missing (the outcome is 'service_error') [result.missing]"
        ),
        (
            #"{"v": 1, "outcome": "unsupported"}"#,
            "1:1: error: 'unsupported.reason' is missing (the outcome is 'unsupported') [result.missing]"
        ),
        (
            #"{"v": 1, "outcome": "success", "error": {"code": "X"}}"#,
            "1:41: error: 'error' cannot stand beside the outcome 'success' [result.contradiction]"
        ),
        (
            #"{"v": 1, "scenario": "another", "outcome": "success"}"#,
            "1:22: error: 'scenario' must be 'the case', the case that was asked for, not 'another' "
                + "[result.wrong-value]"
        ),
        (
            #"{"v": 1, "outcome": "success", "attempts": 1.5}"#,
            "1:44: error: 'attempts' must be a whole number from 0 to 1000000, not 1.5 [result.wrong-value]"
        ),
        (
            #"{"v": 1, "outcome": "service_error", "error": {"code": "X", "retryable": "yes"}}"#,
            "1:74: error: 'error.retryable' must be a boolean, not a string [result.wrong-type]"
        ),
    ])
    func `a wrong result names its member and its place`(text: String, problem: String) {
        #expect(problems(of: text) == ["result.json:" + problem])
    }

    @Test func `all that is wrong is told at once`() {
        let text = "{\"v\": \"1\",\n \"outcome\": 5,\n \"client\": []}"
        #expect(
            problems(of: text) == [
                "result.json:1:7: error: 'v' must be a number, not a string [result.wrong-type]",
                "result.json:2:13: error: 'outcome' must be a string, not a number [result.wrong-type]",
                "result.json:3:12: error: 'client' must be an object, not an array [result.wrong-type]",
            ])
    }

    @Test(.enabled { await Schemas.areThere })
    func `the published schema accepts and refuses what the reader does`() async throws {
        let good = [
            #"{"v":1,"outcome":"success"}"#,
            #"{"v":1,"outcome":"success","eventSourceArn":"a","attempts":2}"#,
            #"{"v":1,"outcome":"success","error":null,"unsupported":null,"client":null,"scenario":null}"#,
            #"{"v":1,"outcome":"service_error","error":{"code":"X","x-y":1}}"#,
            #"{"v":1,"outcome":"transport_error","error":{"message":"m"}}"#,
            #"{"v":1,"outcome":"unsupported","unsupported":{"reason":"r","issueUrl":"u"}}"#,
        ]
        let bad = [
            "[]", #"{"outcome":"success"}"#, #"{"v":1}"#, #"{"v":2,"outcome":"success"}"#,
            #"{"v":1,"outcome":"ok"}"#, #"{"v":1,"outcome":"success","arn":"a"}"#,
            #"{"v":1,"outcome":"service_error"}"#, #"{"v":1,"outcome":"service_error","error":{"code":4}}"#,
            #"{"v":1,"outcome":"unsupported"}"#, #"{"v":1,"outcome":"unsupported","unsupported":{}}"#,
            #"{"v":1,"outcome":"success","error":{"code":"X"}}"#,
            #"{"v":1,"outcome":"transport_error","eventSourceArn":"a"}"#,
            #"{"v":1,"outcome":"success","unsupported":{"reason":"r"}}"#,
            #"{"v":1,"outcome":"success","attempts":-1}"#,
        ]
        #expect(good.flatMap(problems) == [])
        #expect(bad.filter { problems(of: $0).isEmpty } == [])
        #expect(try await Schemas.refused(good + bad, by: ClientSchema.result) == bad)
    }
}

/// Python's `jsonschema`, where it can be imported.
enum Schemas {
    static var areThere: Bool {
        get async { await (try? run("import jsonschema")) != nil }
    }

    static func refused(_ documents: [String], by schema: String) async throws -> [String] {
        let program = """
            import json, jsonschema, sys
            schema = json.loads(sys.argv[1])
            jsonschema.Draft202012Validator.check_schema(schema)
            for document in sys.argv[2:]:
                if not jsonschema.Draft202012Validator(schema).is_valid(json.loads(document)): print(document)
            """
        return try await run(program, [schema] + documents).split(separator: "\n").map(String.init)
    }

    private struct Failed: Error {}

    private static func run(_ program: String, _ arguments: [String] = []) async throws -> String {
        let report = try await ProgramOrder(
            executable: "python3", arguments: ["-c", program] + arguments,
            environment: ProcessInfo.processInfo.environment, deadline: .seconds(60), grace: .seconds(1),
            maximumOutput: 64 << 10
        ).run(clock: .real)
        guard report.ending == .exited(status: 0) else { throw Failed() }
        return report.standardOutput.text
    }
}
