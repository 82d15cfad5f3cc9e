import Foundation
import JSONTree
import ScenarioLanguage
import Testing
import YAMLTree

struct ScenarioSchemaTests {
    private static let path = "Scenarios/scenario.schema.json"

    @Test func `the schema beside the scenarios is the language's own`() throws {
        if ProjectFiles.isRecording {
            try ScenarioSchema.text.write(
                to: ProjectFiles.root.appending(path: Self.path), atomically: true, encoding: .utf8)
            Issue.record("recorded \(Self.path)")
            return
        }
        #expect(try ProjectFiles.text(Self.path) == ScenarioSchema.text)
    }

    @Test(.enabled(if: SchemaChecker.isThere))
    func `the schema is one, and accepts every example of the reference page`() throws {
        let page = try ReferencePage()
        let documents = try page.blocks.filter { $0.label.hasPrefix("yaml ") }.map { block in
            (name: block.testDescription, json: try Self.json(of: block.text))
        }
        #expect(try SchemaChecker.refused(among: documents) == [])
    }

    @Test(.enabled(if: SchemaChecker.isThere))
    func `the schema accepts every scenario that is shipped`() throws {
        let files = try ProjectFiles.scenarios()
        let documents = try files.map {
            (name: $0.lastPathComponent, json: try Self.json(of: String(contentsOf: $0, encoding: .utf8)))
        }
        #expect(documents.count > 50)
        #expect(try SchemaChecker.refused(among: documents) == [])
    }

    @Test(.enabled(if: SchemaChecker.isThere))
    func `the schema refuses files whose structure is wrong`() throws {
        let names = [
            "missing-key", "unknown-key", "unknown-word", "wrong-type", "out-of-range", "empty",
            "unknown-operation", "bad-duration", "unknown-fault", "unknown-version", "ambiguous-matcher",
            "bad-date", "bad-encoding", "bad-name", "bad-path", "bad-record", "exclusive-keys", "needs-key",
            "reserved-name", "unknown-error", "unknown-matcher", "unknown-member", "unknown-policy",
        ]
        let documents = try names.map { name in
            let url = ProjectFiles.malformed.appending(path: "\(name).yaml")
            return (name: name, json: try Self.json(of: String(contentsOf: url, encoding: .utf8)))
        }
        #expect(try SchemaChecker.refused(among: documents) == names)
    }

    @Test(.enabled(if: SchemaChecker.isThere))
    func `a mistake is told where it is, and for that kind of file alone`() throws {
        let text = """
            assay: 1
            scenario: A title
            step: []
            steps:
              - call: CreatePartnerEventSource
                expct: { response: {} }
                expect: { response: {}, state: { sources: [{ name: { equls: x } }] } }
            """
        #expect(
            try SchemaChecker.messages(about: Self.json(of: text)) == [
                "$.steps[0].expect.state.sources[0].name: Additional properties are not allowed ('equls' was unexpected)",
                "$.steps[0]: Additional properties are not allowed ('expct' was unexpected)",
                "$: Additional properties are not allowed ('step' was unexpected)",
            ])
    }

    /// A YAML text as JSON by the reader's own rules.
    private static func json(of text: String) throws -> JSONValue {
        try json(of: YAMLReader.read(text, file: "example"))
    }

    private static func json(of node: YAMLNode) -> JSONValue {
        switch node.content {
        case .scalar(let scalar): scalar.value
        case .sequence(let elements): .array(elements.map(json))
        case .mapping(let members):
            .object(JSONObject(members.map { JSONObject.Member(name: $0.name, value: json(of: $0.value)) }))
        }
    }
}

/// A checker of JSON Schemas from outside the project: Python's `jsonschema`, where it can be imported.
enum SchemaChecker {
    static let isThere = (try? run("import jsonschema", input: "")) != nil

    /// The names of the documents that the schema refuses.
    static func refused(among documents: [(name: String, json: JSONValue)]) throws -> [String] {
        let lines =
            [ScenarioSchema.schema] + documents.map { ["name": .string($0.name), "document": $0.json] }
        let program = """
            import json, jsonschema, sys
            schema = json.loads(sys.stdin.readline())
            jsonschema.Draft202012Validator.check_schema(schema)
            validator = jsonschema.Draft202012Validator(schema)
            for line in sys.stdin:
                entry = json.loads(line)
                if not validator.is_valid(entry["document"]):
                    print(entry["name"])
            """
        let output = try run(program, input: lines.map(JSONWriter.text).joined(separator: "\n") + "\n")
        return output.split(separator: "\n").map(String.init)
    }

    /// What the schema has to say about a document, each with its place.
    static func messages(about document: JSONValue) throws -> [String] {
        let program = """
            import json, jsonschema, sys
            validator = jsonschema.Draft202012Validator(json.loads(sys.stdin.readline()))
            for error in validator.iter_errors(json.loads(sys.stdin.readline())):
                print(error.json_path + ": " + error.message)
            """
        let lines = [ScenarioSchema.schema, document].map(JSONWriter.text)
        return try run(program, input: lines.joined(separator: "\n") + "\n").split(separator: "\n")
            .map(String.init).sorted()
    }

    private struct Failed: Error {}

    private static func run(_ program: String, input: String) throws -> String {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["python3", "-c", program]
        let (stdin, stdout) = (Pipe(), Pipe())
        process.standardInput = stdin
        process.standardOutput = stdout
        try process.run()
        // The program reads all of its input before it writes what the pipe could not hold.
        try stdin.fileHandleForWriting.write(contentsOf: Data(input.utf8))
        try stdin.fileHandleForWriting.close()
        let output = try stdout.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw Failed() }
        return String(decoding: output, as: UTF8.self)
    }
}
