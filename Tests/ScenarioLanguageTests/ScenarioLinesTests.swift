import ScenarioLanguage
import Testing

struct ScenarioLinesTests {
    private static let table = """
        assay: 1
        scenario: A table
        cases:
          # what the first one is for
          - { case: one, n: 1 }
          - case: two
            # of its own
            n: 2

          - case: three

            n:
              3
          # the last one

        # how all of them go
        steps:
          - call: DescribePartnerEventSource
            input: { Name: "aws.partner/a/${n}" }

        """

    private func labels(of text: String, at line: Int) throws -> [String] {
        let scenario = try #require(Malformed.reader.read(text, file: "f.yaml") { _ in nil }.scenario)
        return ScenarioLines(text).cases(of: scenario, at: line).map { scenario.cases[$0].label ?? "" }
    }

    @Test(arguments: [
        (1, "one two three"), (3, "one two three"), (4, ""), (5, "one"), (6, "two"), (7, "two"), (8, "two"),
        (9, ""), (10, "three"), (11, "three"), (12, "three"), (13, "three"), (14, ""), (15, ""),
        (17, "one two three"), (19, "one two three"),
    ])
    func `a line means its row, and one outside the table the file`(line: Int, expected: String) throws {
        #expect(try labels(of: Self.table, at: line).joined(separator: " ") == expected)
        let windows = Self.table.replacing("\n", with: "\r\n")
        #expect(try labels(of: windows, at: line).joined(separator: " ") == expected)
    }

    @Test func `the end of a table is in no row`() throws {
        let text = """
            {
              "assay": 1,
              "scenario": "A table",
              "steps": [{ "call": "DescribePartnerEventSource", "input": { "Name": "aws.partner/a/${n}" } }],
              "cases": [
                { "case": "one", "n": 1 },
                {
                  "case": "two",
                  "n": 2
                }
              ]
            }
            """
        let found = try (1...12).map { try labels(of: text, at: $0).joined(separator: " ") }
        #expect(
            found == ["one two", "one two", "one two", "one two", "one two", "one"]
                + ["two", "two", "two", "two", "", ""])
    }

    @Test func `rows on one line are all meant`() throws {
        let text = """
            assay: 1
            scenario: A table
            cases: [{ case: one, n: 1 }, { case: two, n: 2 }]
            steps: [{ call: DescribePartnerEventSource, input: { Name: "aws.partner/a/${n}" } }]
            """
        #expect(try labels(of: text, at: 3) == ["one", "two"])
    }

    @Test func `every line of a file without a table means its case`() throws {
        let text = """
            assay: 1
            scenario: One
            # alone
            steps: [{ call: DescribePartnerEventSource, input: { Name: aws.partner/a/b } }]
            """
        for line in 1...4 { #expect(try labels(of: text, at: line) == [""]) }
    }

    @Test(arguments: [("", 0), ("a", 1), ("a\n", 1), ("a\n\n", 2), ("a\r\nb", 2)])
    func `lines are counted`(text: String, count: Int) {
        #expect(ScenarioLines(text).count == count)
    }
}
