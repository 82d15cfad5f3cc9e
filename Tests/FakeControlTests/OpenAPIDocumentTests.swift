import FakeControl
import HTTPMessages
import HTTPWire
import JSONTree
import Testing

/// The description of the control API, and that it tells no lies about it.
struct OpenAPIDocumentTests {
    private static let document =
        (try? JSONReader.read(OpenAPIDocument.text(version: "1.2.3"))) ?? .null

    private static let operations: [(path: String, method: String, operation: JSONValue)] =
        (document["paths"]?.object?.members ?? []).flatMap { path in
            (path.value.object?.members ?? []).map { (path.name, $0.name.uppercased(), $0.value) }
        }

    @Test func `it is OpenAPI 3_1 with a title and a version`() {
        #expect(Self.document["openapi"] == "3.1.0")
        #expect(Self.document["info"]?["version"] == "1.2.3")
        #expect(Self.document["servers"]?[0]?["url"] == "/__assay")
        #expect(Self.operations.count >= 30)
    }

    @Test func `each operation has a name of its own, answers and a way to be refused`() {
        let names = Self.operations.map { $0.operation["operationId"]?.string ?? "" }
        #expect(Set(names).count == names.count)
        for (path, method, operation) in Self.operations {
            let answers = operation["responses"]?.object?.names ?? []
            #expect(answers.contains { $0.hasPrefix("2") }, "\(method) \(path)")
            #expect(answers.contains("default"), "\(method) \(path)")
        }
    }

    @Test func `every path parameter is described`() {
        for (path, method, operation) in Self.operations {
            let inPath = path.split(separator: "/").filter { $0.hasPrefix("{") }.map {
                $0.dropFirst().dropLast()
            }
            let described = (operation["parameters"]?.array ?? []).filter { $0["in"] == "path" }
            #expect(
                described.map { $0["name"]?.string ?? "" } == inPath.map(String.init), "\(method) \(path)")
        }
    }

    @Test func `every reference leads somewhere`() {
        func references(in value: JSONValue) -> [String] {
            switch value {
            case .object(let object):
                object.members.flatMap { member in
                    if member.name == "$ref", let text = member.value.string { return [text] }
                    return references(in: member.value)
                }
            case .array(let elements): elements.flatMap(references)
            case .null, .bool, .number, .string: []
            }
        }
        for reference in Set(references(in: Self.document)) {
            let place = reference.dropFirst(2).split(separator: "/").reduce(Self.document) {
                $0[String($1)] ?? .null
            }
            #expect(reference.hasPrefix("#/"))
            #expect(place.kind == .object, "\(reference)")
        }
    }

    @Test func `every example of a body is accepted`() {
        let bench = ControlBench()
        for (path, method, operation) in Self.operations {
            guard let content = operation["requestBody"]?["content"]?["application/json"],
                let example = content["example"]
            else { continue }
            let path = path.replacing("{access-key}", with: "AKIDOTHER")
            switch bench.steps(method, path, JSONWriter.text(example)).first {
            case .later: #expect(path == "/requests/wait")
            case .response(let response)?:
                #expect([200, 201, 406].contains(response.status), "\(method) \(path): \(response.bodyText)")
            default: Issue.record("\(method) \(path): no answer")
            }
        }
    }

    @Test func `the document that is served is the one that is printed`() {
        #expect(
            ControlBench().ask("GET", "/openapi.json", token: nil).json == Self.document)
    }
}
