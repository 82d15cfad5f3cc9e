import AWSWire
import JSONTree
import ScenarioLanguage
import Testing

/// Compares the names in the reference page's tables with the language's own.
struct ReferencePageNamesTests {
    /// The lines of a section, from its heading to the next of any level.
    private static func section(_ heading: String) throws -> [Substring] {
        let lines = try ProjectFiles.text("Scenarios/README.md")
            .split(separator: "\n", omittingEmptySubsequences: false)
        let start = try #require(lines.firstIndex { $0 == heading }, "there is no heading \(heading)")
        return Array(lines[(start + 1)...].prefix { !$0.hasPrefix("## ") && !$0.hasPrefix("### ") })
    }

    /// What stands between backticks in a text, in order.
    private static func code(in text: some StringProtocol) -> [String] {
        text.split(separator: "`", omittingEmptySubsequences: false).enumerated()
            .filter { !$0.offset.isMultiple(of: 2) }.map { String($0.element) }
    }

    /// The first cells of a section's first table, below its heading.
    private static func firstCells(_ heading: String) throws -> [Substring] {
        let table = try section(heading).drop { !$0.hasPrefix("|") }.prefix { $0.hasPrefix("|") }.dropFirst(2)
        try #require(!table.isEmpty)
        return table.map { $0.split(separator: "|", omittingEmptySubsequences: true)[0] }
    }

    /// The names that a table's first cells write as code, each cut where it is no name any more.
    private static func names(_ heading: String) throws -> [String] {
        try firstCells(heading).flatMap { code(in: $0) }.map { text in
            String(text.drop { $0 == "{" || $0 == " " }.prefix { $0.isLetter || $0.isNumber || $0 == "-" })
        }
    }

    @Test(arguments: [
        ("## The file", "scenario"), ("## Steps", "step"), ("### send", "raw-request"),
        ("### signing", "signing"), ("## expect", "expectation"), ("### error", "error"),
        ("### wire", "wire-expectation"), ("### state", "state-expectation"), ("## given", "given-state"),
    ])
    func `a table of keys has each key of its place`(heading: String, place: String) throws {
        // The schema is compared with the language elsewhere; it has the keys that are not public here.
        let schema = try JSONReader.read(ProjectFiles.text("Scenarios/scenario.schema.json"))
        let keys = try #require(schema["$defs"]?[place]?["properties"]?.object).names
        var written = try Set(Self.names(heading))
        // What is said of other keys in passing, or in one word for two places.
        let inPassing = ["## expect": ["exactly"], "### state": ["where-witnessed", "requirement"]]
        written.formUnion(inPassing[heading] ?? [])
        #expect(written.subtracting(keys).isEmpty, "not in the language")
        #expect(Set(keys).subtracting(written).isEmpty, "not on the page")
    }

    @Test func `the table of matchers has each matcher`() throws {
        let written = try Self.firstCells("## Matchers").flatMap { Self.code(in: $0) }
            .filter { $0.hasPrefix("{") }.map { String($0.dropFirst(2).prefix { $0 != ":" }) }
        #expect(Set(written) == Set(MatcherName.allCases.map(\.rawValue)))
        #expect(written.count == MatcherName.allCases.count)
    }

    @Test func `each type that a matcher tells apart is named`() throws {
        let row = try #require(try Self.section("## Matchers").first { $0.hasPrefix("| `{ type:") })
        #expect(Self.code(in: row).dropFirst().sorted() == ValueType.allCases.map(\.rawValue).sorted())
    }

    @Test func `each kind of failure is named`() throws {
        let written = try Self.section("### failure").joined(separator: "\n")
        #expect(Self.code(in: written) == FailureKind.allCases.map(\.rawValue))
    }

    @Test func `each built-in value is named`() throws {
        let written = try Self.firstCells("## Variables and built-in values").flatMap { Self.code(in: $0) }
        let names = written.compactMap { text -> String? in
            guard text.hasPrefix("${"), text.hasSuffix("}"), !text.contains("("), !text.contains(".") else {
                return nil
            }
            return String(text.dropFirst(2).dropLast())
        }
        #expect(names.sorted() == BuiltInValue.allCases.map(\.rawValue).sorted())
    }

    @Test func `each fact that an answer may rest on is named`() throws {
        #expect(
            try Self.firstCells("### needs").flatMap { Self.code(in: $0) }
                == WireFact.allCases.map(\.rawValue))
    }

    @Test func `the table of policies is the catalogue`() throws {
        let rows = try Self.section("### Policies").filter { $0.hasPrefix("| `") }.map { row in
            row.split(separator: " | ").map { $0.trimming("| ") }
        }
        #expect(rows.map { Self.code(in: $0[0]) } == PolicyName.allCases.map { [$0.rawValue] })
        for (row, policy) in zip(rows, PolicyName.allCases) {
            let values = Self.code(in: row[1])
            if case .word(let words) = policy.entry.kind { #expect(values == words, "\(policy)") }
            #expect(row[2] == policy.entry.summary)
        }
    }
}

extension Substring {
    fileprivate func trimming(_ characters: String) -> Substring {
        let start = drop { characters.contains($0) }
        return start.lastIndex { !characters.contains($0) }.map { start[...$0] } ?? ""
    }
}
