import AWSWire
import Diagnostics
package import RunEvents
package import ScenarioLanguage

/// The cases of a run, in the order of every report, and the order they are begun in.
package struct Plan: Hashable, Sendable {
    /// A case and what is told of it before anything runs.
    package struct Entry: Hashable, Sendable {
        package let planned: PlannedCase
        package let scenarioCase: ScenarioCase
    }

    package let entries: [Entry]
    /// Indices of entries in the order they are begun.
    package let order: [Int]
    package let seed: UInt64
    /// Alike for the same cases of files with the same contents, whatever machine made the plan.
    package let digest: String

    /// - Parameter isShuffled: whether the cases are begun in an order drawn from the seed.
    package init(_ selected: [SelectedCase], seed: UInt64, isShuffled: Bool) {
        var digest = ContentDigest()
        var previous: String?
        entries = selected.enumerated().map { index, selected in
            let (scenario, scenarioCase) = (selected.scenario, selected.scenarioCase)
            for text in [scenario.file, scenario.title, scenarioCase.label ?? ""] { digest.add(text) }
            if scenario.file != previous { digest.add(scenario.contents) }
            previous = scenario.file
            return Entry(
                planned: PlannedCase(
                    index: index, file: scenario.file, line: scenarioCase.place.line,
                    column: scenarioCase.place.column, scenario: scenario.title, label: scenarioCase.label,
                    requirements: scenarioCase.requirements, tags: scenarioCase.tags,
                    description: scenario.description),
                scenarioCase: scenarioCase)
        }
        var order = Array(entries.indices)
        if isShuffled {
            var generator = SplitMix(seed: seed)
            order.shuffle(using: &generator)
        }
        self.order = order
        self.seed = seed
        self.digest = digest.text
    }
}

/// A case that was chosen, with the scenario it belongs to.
package struct SelectedCase: Hashable, Sendable {
    package let scenario: Scenario
    package let scenarioCase: ScenarioCase

    package init(scenario: Scenario, scenarioCase: ScenarioCase) {
        self.scenario = scenario
        self.scenarioCase = scenarioCase
    }
}
