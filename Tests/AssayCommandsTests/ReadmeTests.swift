import AssayCommands
import Foundation
import Testing

/// Compares what the README says of statuses, commands and options with the program's own word.
@Suite struct ReadmeTests {
    private static let root = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../..").standardizedFileURL

    private static func text(_ path: String) throws -> String {
        try String(contentsOf: root.appending(path: path), encoding: .utf8)
    }

    /// What help says to these arguments.
    private static func help(_ arguments: [String]) async throws -> String {
        let folder = try TemporaryFolder()
        let bench = CommandBench()
        #expect(await bench.run(arguments, in: folder.path) == .passed)
        return bench.data
    }

    /// The names of the commands, as the program's help lists them.
    private static func commands() async throws -> [String] {
        let lines = try await help(["--help"]).split(separator: "\n", omittingEmptySubsequences: false)
        let listed = lines.drop { $0 != "SUBCOMMANDS:" }.dropFirst().prefix { $0.hasPrefix("  ") }
        let names = listed.filter { $0.dropFirst(2).first?.isLetter == true }
            .compactMap { $0.split(separator: " ").first.map(String.init) }
        try #require(names.count > 3)
        return names
    }

    @Test func `the table of exit statuses is the program's`() throws {
        let lines = try Self.text("README.md").split(separator: "\n")
        let rows = lines.drop { $0 != "| status | meaning |" }.dropFirst(2).prefix { $0.hasPrefix("| ") }
            .map { $0.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) } }
        var said: [Int: String] = [:]
        for row in rows {
            for number in row[0].split(separator: ",") {
                let number = try #require(Int(number.trimmingCharacters(in: .whitespaces)))
                #expect(said.updateValue(row[1].replacing("`", with: ""), forKey: number) == nil)
            }
        }
        #expect(said.keys.sorted() == ExitStatus.allCases.map(\.rawValue).sorted())
        for status in ExitStatus.allCases {
            let text = said[status.rawValue] ?? ""
            switch status {
            case .interrupted, .terminated:
                // Two of the program's lines are one of the README's.
                #expect(
                    text == "interrupted by SIGINT or SIGTERM; the reports account for every planned case")
            case .passed, .failed, .usage, .invalidScenario, .inconclusive, .nothingRan, .worldFailed,
                .defect:
                #expect(text.hasPrefix(status.meaning))
            }
        }
    }

    @Test func `each command is told of`() async throws {
        let readme = try Self.text("README.md") + Self.text("Scenarios/README.md")
        for command in try await Self.commands() where command != "help" {
            #expect(readme.contains("assay \(command)"), "the README has no word on 'assay \(command)'")
        }
    }

    @Test(arguments: ["README.md", "Scenarios/README.md", "Scenarios/faults/README.md"])
    func `an option that is written about is one of the program's`(page: String) async throws {
        var known: Set<String> = []
        for command in try await Self.commands() {
            known.formUnion(Self.options(in: try await Self.help([command, "--help"])))
        }
        known.formUnion(Self.options(in: try await Self.help(["--help"])))
        try #require(known.contains("--junit"))
        // curl and the tools of Swift have options of their own.
        let foreign = ["curl ", "swift ", "aws "]
        // A command that goes on in the next line is one line.
        let text = try Self.text(page).replacing("\\\n", with: " ")
        for line in text.split(separator: "\n")
        where !foreign.contains(where: line.contains) {
            for option in Self.options(in: String(line)) {
                #expect(known.contains(option), "\(page) has \(option): \(line)")
            }
        }
    }

    /// The long options in a text; a line of nothing but hyphens is none.
    private static func options(in text: String) -> Set<String> {
        let words = text.split { !($0.isLetter || $0.isNumber || $0 == "-") }
        return Set(
            words.filter { $0.hasPrefix("--") && $0.dropFirst(2).first?.isLetter == true }.map(String.init))
    }
}
