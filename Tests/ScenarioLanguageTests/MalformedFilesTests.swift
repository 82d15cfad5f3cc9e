import Diagnostics
import Foundation
import ScenarioLanguage
import Testing

/// Files that are wrong, each with the exact report beside it.
struct MalformedFilesTests {
    @Test(arguments: try ProjectFiles.names(in: ProjectFiles.malformed, ending: ".yaml"))
    func `a wrong file has exactly this report`(_ name: String) throws {
        let report = try Malformed.report(of: name)
        let golden = ProjectFiles.malformed.appending(path: name.replacing(".yaml", with: ".txt"))
        if ProjectFiles.isRecording {
            try report.write(to: golden, atomically: true, encoding: .utf8)
            Issue.record("recorded \(golden.lastPathComponent)")
            return
        }
        #expect(try report == String(contentsOf: golden, encoding: .utf8))
    }

    @Test(arguments: ScenarioCode.allCases)
    func `every code has a file of its name that is reported with it`(_ code: ScenarioCode) throws {
        let result = try Malformed.read("\(code.rawValue).yaml")
        #expect(result.diagnostics.contains { $0.code == code.code })
        #expect(result.scenario == nil)
    }

    @Test(arguments: try ProjectFiles.names(in: ProjectFiles.malformed, ending: ".yaml"))
    func `a file named after a code shows no other mistake`(_ name: String) throws {
        // No fault of the connection is there yet, so each of them has another mistake too.
        guard let code = ScenarioCode(rawValue: name.replacing(".yaml", with: "")), code != .connectionFault
        else {
            return
        }
        let codes = Set(try Malformed.read(name).diagnostics.map(\.code))
        #expect(codes == [code.code])
    }

    @Test(arguments: try ProjectFiles.names(in: ProjectFiles.malformed, ending: ".yaml"))
    func `a report is in the order of the lines`(_ name: String) throws {
        let result = try Malformed.read(name)
        let own = result.diagnostics.filter { $0.place.file == name }
        #expect(own.map(\.place) == own.map(\.place).sorted())
        #expect(own.count == result.diagnostics.count || own == Array(result.diagnostics.prefix(own.count)))
    }
}

enum Malformed {
    static let reader = ScenarioReader(
        catalogue: Reading.catalogue, overrides: [:])

    static func read(_ name: String) throws -> ReadScenario {
        let text = try String(contentsOf: ProjectFiles.malformed.appending(path: name), encoding: .utf8)
        return reader.read(text, file: name) { path in
            try? String(contentsOf: ProjectFiles.malformed.appending(path: path), encoding: .utf8)
        }
    }

    static func report(of name: String) throws -> String {
        let result = try read(name)
        return DiagnosticRenderer(sources: result.sources, color: false).render(result.diagnostics)
    }
}
