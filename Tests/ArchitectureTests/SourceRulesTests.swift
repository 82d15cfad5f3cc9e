import Testing

/// Shows that the rules can fail: made-up sources that stand against each of them.
struct SourceRulesTests {
    private func sentences(_ text: String, in module: String = "Reporting") -> [String] {
        SourceFile(path: "Sources/\(module)/X.swift", text: text).violations().map {
            String($0.description.dropFirst("Sources/\(module)/X.swift:".count))
        }
    }

    @Test(arguments: [
        ("import Yams", "ScenarioLanguage", "Yams"), ("import NIOCore", "AssayCommands", "NIOCore"),
        ("@preconcurrency import NIOSSL", "AWSWire", "NIOSSL"),
        ("package import Crypto", "EventBridgeFake", "Crypto"),
        ("import CLibXML2", "Reporting", "CLibXML2"),
        ("import struct ArgumentParser.Flag", "ScenarioRunner", "ArgumentParser"),
        ("import Subprocess", "ScenarioRunner", "Subprocess"), ("import X509", "EventBridgeClient", "X509"),
        ("import EventBridgeClient", "EventBridgeFake", "EventBridgeClient"),
        ("import ScenarioRunner", "ScenarioLanguage", "ScenarioRunner"),
        ("import HTTPWire", "ScenarioRunner", "HTTPWire"),
        ("import Diagnostics", "JSONTree", "Diagnostics"), ("import YAMLTree", "AssayCommands", "YAMLTree"),
        ("import XMLTree", "AssayCommands", "XMLTree"), ("import Unheard", "Diagnostics", "Unheard"),
    ])
    func `an import outside the module's row is found`(line: String, module: String, imported: String) {
        let found = sentences("// first\n\(line)\n", in: module)
        #expect(found.contains("2: \(module) must not import \(imported)"))
    }

    @Test func `imports inside the row are none, and a module without a row is one`() {
        #expect(sentences("package import RunEvents\nimport Foundation\nimport XMLTree\n") == [])
        #expect(sentences("import Foundation", in: "New") == ["1: New has no row in the module graph"])
    }

    @Test(arguments: [
        "@testable import Diagnostics", "let x = try! read()", "let x = y as! Int", "fatalError(\"no\")",
        "final class X: @unchecked Sendable {}", "nonisolated(unsafe) var x = 1", "Task.detached { }",
        "Task { }",
        "let x = unsafe pointer.pointee", "JSONSerialization.data(1)", "JSONEncoder()", "let d: JSONDecoder",
        "public struct X {}", "ProcessInfo.processInfo", "getenv(\"HOME\")", "print(1)", "exit(1)",
        "public import JSONTree",
        "open class X {}", "@preconcurrency import Foundation",
    ])
    func `forbidden code is found on its line`(line: String) {
        #expect(sentences("import Foundation\n\n\(line)\n").contains { $0.hasPrefix("3: '") })
    }

    @Test(arguments: [
        "// try! fatalError public", "/* Task { /* unsafe */ print( */", "let x = \"public unsafe try!\"",
        "let x = \"\"\"\n  fatalError\n  \"\"\"", "let x = #\"a \"public\" b\"#", "let x = \"a\\\" public\"",
        "guard try !closes() else { return }", "let unsafely = publication", "group.addTask { }",
        "writer.print(x)",
        "if Task.isCancelled { }", "let x = \"\\(f(\"public\")) unsafe\"", "x.exit(1)", "let x = y as? Int",
    ])
    func `the same words elsewhere are not`(code: String) {
        #expect(sentences(code + "\n") == [])
    }

    @Test func `an exception holds in its module alone`() {
        #expect(sentences("let x = unsafe y", in: "XMLTree") == [])
        #expect(sentences("let x = unsafe y", in: "HTTPWire").count == 1)
        #expect(sentences("public struct X {}", in: "EventBridgeFake") == [])
        #expect(sentences("public struct X {}", in: "HTTPWire").count == 1)
        #expect(sentences("print(1)", in: "AssayCommands") == [])
    }

    @Test(arguments: ["MockServer", "StringUtil", "FileHelper", "RunManager", "CaseData", "Info", "CaseInfo"])
    func `an empty word in a type's name is found`(name: String) {
        #expect(sentences("struct \(name) {}").count == 1)
    }

    @Test(arguments: ["Metadata", "Information", "Utility", "Database", "Case"])
    func `a word that only looks like one is not`(name: String) {
        #expect(sentences("struct \(name) {}") == [])
    }

    @Test func `a file of more than 400 lines is found`() {
        #expect(sentences(String(repeating: "\n", count: 400)) == [])
        #expect(sentences(String(repeating: "\n", count: 401)) == ["401: longer than 400 lines"])
    }

    @Test func `a row of the manifest that says more than the graph is found`() {
        let manifest = Manifest(
            text: """
                func module(_ name: String) {}
                module("Diagnostics"), module("Reporting", imports: ["RunEvents", yams], resources: [.copy("Schemas")]),
                module("HTTPWire", imports: ["HTTPMessages"] + nio), module("New"),
                .executableTarget(name: "assay", dependencies: ["AssayCommands", "HTTPWire"], swiftSettings: settings)
                """)
        #expect(manifest.imports["Reporting"] == ["RunEvents", "Yams"])
        #expect(
            manifest.violations(of: ModuleGraph.rows).map(\.sentence) == [
                "New has no row in the module graph", "Reporting must not depend on Yams",
                "assay must not depend on HTTPWire",
            ])
    }
}
