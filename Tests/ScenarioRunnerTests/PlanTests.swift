import RunEvents
import ScenarioLanguage
import ScenarioRunner
import Testing

@Suite struct PlanTests {
    private let table = """
        assay: 1
        scenario: A table
        tags: [all]
        requirements: [X-A-001]
        cases:
          - { case: one, n: 1, tags: [odd] }
          - { case: two, n: 2 }
          - { case: three, n: 3, tags: [odd], requirements: [X-B-002] }
        steps:
          - call: DescribePartnerEventSource
            input: { Name: "aws.partner/a/${n}" }
        """

    private func labels(_ change: (inout Selection) -> Void) throws -> [String] {
        var selection = Selection()
        change(&selection)
        let scenarios = [try Bench().read(table), try Bench().read(create(), file: "S/two.yaml")]
        return selection.cases(of: scenarios).map { $0.scenarioCase.label ?? $0.scenario.title }
    }

    @Test func `everything is meant where nothing is said`() throws {
        #expect(try labels { _ in } == ["one", "two", "three", "One create"])
    }

    @Test func `tags choose and leave out`() throws {
        #expect(try labels { $0.tags = ["odd"] } == ["one", "three"])
        #expect(try labels { $0.skippedTags = ["odd"] } == ["two", "One create"])
        #expect(
            try labels {
                $0.tags = ["all"]; $0.skippedTags = ["odd"]
            } == ["two"])
    }

    @Test func `names are texts or patterns of title and label`() throws {
        #expect(try labels { $0.names = ["tw"] } == ["two"])
        #expect(try labels { $0.names = ["TW"] } == ["two"])
        #expect(try labels { $0.names = ["A table: o*"] } == ["one"])
        #expect(try labels { $0.names = ["one CREATE*"] } == ["One create"])
    }

    @Test func `requirements are ids or their beginnings`() throws {
        #expect(try labels { $0.requirements = ["X-B-002"] } == ["three"])
        #expect(try labels { $0.requirements = ["X-*"] } == ["one", "two", "three"])
    }

    @Test func `cases of a file are chosen by their places in it`() throws {
        #expect(try labels { $0.indices = ["S/one.yaml": [2, 0]] } == ["one", "three", "One create"])
        #expect(try labels { $0.indices = ["S/one.yaml": []] } == ["One create"])
    }

    @Test func `the digest is that of the cases and of all that they were read from`() throws {
        func digest(_ texts: String..., seed: UInt64 = 1) throws -> String {
            var bench = Bench()
            bench.seed = seed
            return try bench.plan(texts).digest
        }
        let first = try digest(table, create())
        #expect(try digest(table, create(), seed: 2) == first)
        #expect(try digest(create(), table) != first)
        #expect(try digest(table) != first)
        #expect(try digest(table.replacing("aws.partner/a/", with: "aws.partner/b/"), create()) != first)
    }

    @Test func `shards share everything out`() throws {
        var all: [String] = []
        for index in 1...3 { all += try labels { $0.shard = .init(index: index, count: 3) } }
        #expect(all.sorted() == ["One create", "one", "three", "two"])
    }

    @Test func `a seed shuffles the same way again, and reports keep their order`() throws {
        var bench = Bench()
        bench.isShuffled = true
        let rows = (1...40).map { "  - { case: c\($0), n: \($0) }" }.joined(separator: "\n")
        let text = create(top: "cases:\n\(rows)").replacing("${unique}", with: "${n}")
        let plan = try bench.plan([text])
        #expect(plan.order != Array(0..<40))
        #expect(plan.order.sorted() == Array(0..<40))
        #expect(plan.order == (try bench.plan([text]).order))
        #expect(plan.entries.map(\.planned.index) == Array(0..<40))
        bench.seed = 2
        #expect(plan.order != (try bench.plan([text]).order))
    }

    @Test func `the digest tells plans apart`() throws {
        let bench = Bench()
        #expect(try bench.plan([table]).digest == bench.plan([table]).digest)
        #expect(try bench.plan([table]).digest != bench.plan([create()]).digest)
    }
}
