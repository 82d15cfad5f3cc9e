import AWSWire
import Foundation
import JSONTree
import ScenarioLanguage
import Testing

struct FaultPageTests {
    private static let path = "Scenarios/faults/README.md"

    @Test func `the page about faults has the tables of the catalogue`() throws {
        let page = try ProjectFiles.text(Self.path)
        let mark = try #require(page.firstRange(of: FaultPage.mark), "the page has no mark")
        if ProjectFiles.isRecording {
            try (page[..<mark.upperBound] + FaultPage.tables).write(
                to: ProjectFiles.root.appending(path: Self.path), atomically: true, encoding: .utf8)
            Issue.record("recorded \(Self.path)")
            return
        }
        #expect(page[mark.upperBound...] == FaultPage.tables)
    }

    @Test func `every fault and every duty is in the page or in the catalogue as data`() throws {
        let json = FaultCatalogue.text
        for name in FaultName.allCases { #expect(json.contains("\"\(name.rawValue)\"")) }
        let duties = Set(FaultName.allCases.map(\.duty))
        #expect(ClientDuty.allCases.filter { !duties.contains($0) } == [])
        _ = try JSONReader.read(json)
    }
}
