import AWSWire
import Diagnostics
import Foundation
import ScenarioLanguage
import ScenarioRunner

/// The scenario files of a command line, read and checked.
struct ScenarioLibrary: Sendable {
    private(set) var scenarios: [Scenario] = []
    private(set) var diagnostics: [Diagnostic] = []
    /// The texts of the files that diagnostics point into.
    private(set) var sources: [String: String] = [:]
    private(set) var fileCount = 0
    /// The cases asked for with `FILE:LINE`, by file.
    private(set) var indices: [String: Set<Int>] = [:]
    /// What is wrong with a `FILE:LINE`.
    private var wrongLines: [String] = []

    /// The variables from outside that some file asks for.
    private var usedOverrides: Set<String> = []

    var errorCount: Int { diagnostics.count { $0.severity == .error } }

    /// A scenario file larger than this is none.
    private static let maximumBytes = 16 << 20

    /// Reads all files behind the paths, on all cores; what is wrong with them is in the diagnostics.
    static func read(
        _ paths: [String], variables: VariableOptions, in surroundings: Surroundings
    ) async throws(CommandFailure) -> ScenarioLibrary {
        let found: [ScenarioPath]
        do throws(PathFailure) {
            found = try ScenarioPaths(currentFolder: surroundings.currentFolder).resolve(paths)
        } catch {
            throw CommandFailure(.usage, error.message + remedy(for: paths))
        }
        let folder = surroundings.currentFolder
        let given = try variables.resolved(in: folder)
        if !given.diagnostics.isEmpty { return ScenarioLibrary(diagnostics: given.diagnostics) }
        let reader = ScenarioReader(
            catalogue: RequirementCatalogue.shipped.catalogue, overrides: given.overrides)
        let share = max(1, (found.count + 7) / 8)
        let starts = Array(stride(from: 0, to: found.count, by: share))
        let parts = await withTaskGroup(of: (Int, ScenarioLibrary).self) { group in
            for start in starts {
                group.addTask {
                    let files = found[start..<min(start + share, found.count)]
                    return (start, files.reduce(into: ScenarioLibrary()) { $0.add($1, reader, folder) })
                }
            }
            var parts: [(Int, ScenarioLibrary)] = []
            for await part in group { parts.append(part) }
            return parts.sorted { $0.0 < $1.0 }.map(\.1)
        }
        let library = parts.reduce(into: ScenarioLibrary()) { $0.join($1) }
        if let wrong = library.wrongLines.first { throw CommandFailure(.usage, wrong) }
        for name in given.overrides.keys.sorted() where !library.usedOverrides.contains(name) {
            surroundings.console.say("assay: warning: no scenario that was read uses the variable '\(name)'")
        }
        return library
    }

    private static func remedy(for paths: [String]) -> String {
        paths == [SelectionOptions.defaultPath]
            ? "; name the scenarios to use, or run assay where that folder is" : ""
    }

    private mutating func add(_ path: ScenarioPath, _ reader: ScenarioReader, _ folder: String) {
        fileCount += 1
        switch Self.text(of: path.file, in: folder) {
        case .failure(let failure):
            diagnostics.append(
                Diagnostic(
                    place: Place(file: path.file, line: 1, column: 1), code: "scenario.unreadable",
                    message: failure.reason))
        case .success(let text):
            let read = reader.read(text, file: path.file) { include in
                try? Self.text(of: include, in: folder).get()
            }
            if let scenario = read.scenario { scenarios.append(scenario) }
            if !path.lines.isEmpty { choose(path, of: read.scenario, ScenarioLines(text)) }
            diagnostics += read.diagnostics
            usedOverrides.formUnion(read.usedOverrides)
            if !read.diagnostics.isEmpty {
                sources.merge(read.sources) { first, _ in first }
            }
        }
    }

    /// Finds the cases that the lines of a path mean.
    private mutating func choose(_ path: ScenarioPath, of scenario: Scenario?, _ lines: ScenarioLines) {
        for line in path.lines {
            guard (1...max(1, lines.count)).contains(line) else {
                let count = lines.count == 1 ? "1 line" : "\(lines.count) lines"
                wrongLines.append("there is no line \(line) in '\(path.file)', which has \(count)")
                continue
            }
            guard let scenario else { continue }
            let found = lines.cases(of: scenario, at: line)
            indices[path.file, default: []].formUnion(found)
            if found.isEmpty {
                wrongLines.append(
                    "line \(line) of '\(path.file)' is in no row of its table; "
                        + "name a line of a row, or the file alone for all of them")
            }
        }
    }

    private mutating func join(_ other: ScenarioLibrary) {
        scenarios += other.scenarios
        diagnostics += other.diagnostics
        usedOverrides.formUnion(other.usedOverrides)
        sources.merge(other.sources) { first, _ in first }
        indices.merge(other.indices) { first, _ in first }
        wrongLines += other.wrongLines
        fileCount += other.fileCount
    }

    /// Why a file has no text.
    struct Unreadable: Error {
        let reason: String
    }

    /// The text of a file, without a byte order mark.
    static func text(of file: String, in folder: String) -> Result<String, Unreadable> {
        let path = file.hasPrefix("/") ? file : folder + "/" + file
        guard let data = FileManager.default.contents(atPath: path) else {
            return .failure(Unreadable(reason: "the file cannot be read"))
        }
        guard data.count <= maximumBytes else {
            return .failure(Unreadable(reason: "the file is larger than \(maximumBytes) bytes"))
        }
        let bytes = data.starts(with: [0xEF, 0xBB, 0xBF]) ? data.dropFirst(3) : data
        guard let text = String(validating: bytes, as: UTF8.self) else {
            return .failure(Unreadable(reason: "the file is not UTF-8"))
        }
        return .success(text)
    }
}
