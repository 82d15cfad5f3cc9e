import RunEvents
import ScenarioLanguage
import ScenarioRunner
import Testing

@Suite struct RecommendationTests {
    private func bench(_ level: Requirement.Level) -> Bench {
        var bench = Bench()
        bench.requirements = RequirementCatalogue([
            Requirement(
                id: "X-A-001", level: level, actor: .endpoint, text: "It is so.",
                source: .init(title: nil, uri: nil), certainty: .documented, verification: .automatic)
        ])
        return bench
    }

    @Test(arguments: [(Requirement.Level.must, Verdict.failed), (.should, .passed), (.may, .passed)])
    func `what is only recommended is a warning`(level: Requirement.Level, verdict: Verdict) async throws {
        let bench = bench(level)
        try await bench.run(
            create(expect: "headers: { X-Extra: present }", top: "requirements: [X-A-001]"),
            caller: ScriptedCaller { _, _ in .success() })
        let finished = try #require(bench.recorder.finished.first)
        #expect(finished.verdict == verdict)
        #expect(finished.warnings.count == (verdict == .passed ? 1 : 0))
    }
}
