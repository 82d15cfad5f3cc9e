import Foundation
import Testing

/// Holds the code of the project against the tables of this folder.
struct ArchitectureTests {
    @Test func `no source file stands against the architecture`() throws {
        let files = try SourceFile.all(in: "Sources")
        #expect(files.count > 50)
        let violations = files.flatMap { $0.violations() }
        #expect(violations.isEmpty, "\(violations.map(\.description).joined(separator: "\n"))")
    }

    @Test func `tests use what modules offer, without a back door`() throws {
        let rules = SourceRules.rules.filter { $0.code == "@testable" }
        let files = try SourceFile.all(in: "Tests").filter { $0.module != "ArchitectureTests" }
        let violations = files.flatMap { $0.ruleViolations(rules) + $0.lengthViolations() }
        #expect(violations.isEmpty, "\(violations.map(\.description).joined(separator: "\n"))")
    }

    @Test func `the manifest gives no module more than its row`() throws {
        let text = try String(
            contentsOf: SourceFile.project.appending(path: "Package.swift"), encoding: .utf8)
        let manifest = Manifest(text: text)
        let violations = manifest.violations(of: ModuleGraph.rows)
        #expect(violations.isEmpty, "\(violations.map(\.description).joined(separator: "\n"))")
        let folders = Set(try SourceFile.all(in: "Sources").map(\.module))
        #expect(folders.subtracting(manifest.imports.keys) == [], "a folder of Sources has no target")
    }

    @Test func `the graph has no circle and names only modules that it has`() {
        var remaining = ModuleGraph.rows.mapValues(\.ours)
        for (name, ours) in remaining {
            #expect(ours.isSubset(of: remaining.keys), "\(name) names a module without a row")
        }
        while let leaf = remaining.first(where: { $0.value.isEmpty })?.key {
            remaining[leaf] = nil
            for name in remaining.keys { remaining[name]?.remove(leaf) }
        }
        #expect(remaining.isEmpty, "these import each other: \(remaining.keys.sorted())")
    }

    @Test func `each fenced library has the modules that fence it and no others`() {
        var fences: [String: Set<String>] = [:]
        for (name, row) in ModuleGraph.rows {
            for library in row.foreign { fences[library, default: []].insert(name) }
        }
        #expect(fences["Yams"] == ["YAMLTree"])
        #expect(fences["CLibXML2"] == ["XMLTree"])
        #expect(fences["ArgumentParser"] == ["AssayCommands"])
        #expect(fences["Subprocess"] == ["ClientDriver"])
        #expect(fences["Crypto"] == ["AWSWire", "HTTPWire"])
        #expect(
            fences.filter { $0.key.hasPrefix("NIO") || $0.key == "X509" }.allSatisfy {
                $0.value == ["HTTPWire"]
            })
    }
}
