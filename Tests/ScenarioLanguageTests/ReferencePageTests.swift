import Diagnostics
import ScenarioLanguage
import Testing

struct ReferencePageTests {
    @Test(arguments: try ReferencePage().scenarios)
    func `an example of the reference page is read without a word`(_ block: ReferencePage.Block) throws {
        let page = try ReferencePage()
        let result = Reading.reader.read(block.text, file: "Scenarios/README.md") { page.fragment($0) }
        let renderer = DiagnosticRenderer(sources: result.sources, color: false)
        #expect(renderer.render(result.diagnostics) == "")
        let scenario = try #require(result.scenario)
        #expect(!scenario.cases.isEmpty)
        #expect(scenario.cases.allSatisfy { !$0.steps.isEmpty })
    }

    @Test func `the reference page has examples`() throws {
        #expect(try ReferencePage().scenarios.count >= 20)
    }
}

/// The reader that tests use: a catalogue of two, no overrides.
enum Reading {
    static let catalogue = RequirementCatalogue([
        requirement("CPES-ERR-001"), requirement("CPES-VAL-001"),
    ])

    static let reader = ScenarioReader(catalogue: catalogue, overrides: [:])

    private static func requirement(_ id: String) -> Requirement {
        Requirement(
            id: id, level: .must, actor: .endpoint, text: "text", source: .init(title: "title", uri: nil),
            certainty: .inferred, verification: .automatic)
    }

    /// Reads a text without fragments.
    static func read(_ text: String) -> ReadScenario {
        reader.read(text, file: "test.yaml") { _ in nil }
    }
}
