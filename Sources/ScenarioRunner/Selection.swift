import Diagnostics
package import ScenarioLanguage

/// Which cases of the scenarios read are meant.
package struct Selection: Hashable, Sendable {
    /// A case has one of these tags; empty for any.
    package var tags: Set<String> = []
    /// A case has none of these tags.
    package var skippedTags: Set<String> = []
    /// The title or the label holds one of these texts, or fits it as a pattern with `*` and `?`.
    package var names: [String] = []
    /// A case checks one of these requirements; `*` stands for any end.
    package var requirements: [String] = []
    /// For some files, the indices of the cases that are meant; other files are meant as a whole.
    package var indices: [String: Set<Int>] = [:]
    /// A case is one of these; nil for any.
    package var identities: Set<CaseIdentity>?
    /// The part of what is left that is meant.
    package var shard: Shard?

    package init() {}

    /// One part of several, counted from 1.
    package struct Shard: Hashable, Sendable {
        package let index: Int
        package let count: Int

        package init(index: Int, count: Int) {
            self.index = index
            self.count = count
        }
    }

    /// The cases that are meant, in the order of the scenarios.
    package func cases(of scenarios: [Scenario]) -> [SelectedCase] {
        var selected: [SelectedCase] = []
        for scenario in scenarios {
            for scenarioCase in cases(of: scenario) {
                selected.append(SelectedCase(scenario: scenario, scenarioCase: scenarioCase))
            }
        }
        guard let shard else { return selected }
        return selected.enumerated().filter { $0.offset % shard.count == shard.index - 1 }.map(\.element)
    }

    private func cases(of scenario: Scenario) -> [ScenarioCase] {
        let meant =
            indices[scenario.file].map { indices in
                scenario.cases.indices.filter(indices.contains).map { scenario.cases[$0] }
            } ?? scenario.cases
        return meant.filter { scenarioCase in
            isMeant(scenarioCase, of: scenario)
        }
    }

    private func isMeant(_ scenarioCase: ScenarioCase, of scenario: Scenario) -> Bool {
        if !tags.isEmpty, tags.isDisjoint(with: scenarioCase.tags) { return false }
        if !skippedTags.isDisjoint(with: scenarioCase.tags) { return false }
        if !requirements.isEmpty {
            let isChecked = scenarioCase.checkedRequirements.contains { id in
                requirements.contains { Self.fits(id, pattern: $0) }
            }
            if !isChecked { return false }
        }
        if !names.isEmpty {
            let texts = [
                scenario.title, scenarioCase.label ?? "", scenario.title + ": " + (scenarioCase.label ?? ""),
            ]
            let isNamed = names.contains { name in
                texts.contains { text in
                    name.contains("*") || name.contains("?")
                        ? Self.fits(text, pattern: name)
                        : text.lowercased().contains(name.lowercased())
                }
            }
            if !isNamed { return false }
        }
        if let identities {
            return identities.contains(
                CaseIdentity(file: scenario.file, scenario: scenario.title, label: scenarioCase.label))
        }
        return true
    }

    /// Whether a text fits a pattern as a whole; letters in either case are alike.
    static func fits(_ text: String, pattern: String) -> Bool {
        WildcardPattern(stars: pattern.lowercased()).covers(text.lowercased())
    }
}

extension ScenarioCase {
    /// The requirements of the case and of its expectations, each once.
    package var checkedRequirements: [String] {
        var found = requirements
        func add(_ id: String?) {
            if let id, !found.contains(id) { found.append(id) }
        }
        for step in steps {
            let expectation = step.expectation
            add(expectation.requirement)
            for outcome in expectation.outcomes { add(outcome.requirement) }
            for answer in expectation.answers { add(answer.outcome.requirement) }
            add(expectation.wire?.requirement)
            add(expectation.state?.requirement)
        }
        return found
    }
}
