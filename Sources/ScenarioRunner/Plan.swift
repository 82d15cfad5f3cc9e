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
    /// Alike for equal plans, whatever machine made them.
    package let digest: String

    /// - Parameter isShuffled: whether the cases are begun in an order drawn from the seed.
    package init(_ selected: [SelectedCase], seed: UInt64, isShuffled: Bool) {
        var digest = PlanDigest()
        entries = selected.enumerated().map { index, selected in
            let (scenario, scenarioCase) = (selected.scenario, selected.scenarioCase)
            for text in [scenario.file, scenario.title, scenarioCase.label ?? ""] { digest.add(text) }
            digest.add(scenarioCase)
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

/// A fingerprint of a plan (FNV-1a, 64 bits): it tells plans apart, it does not resist forgery.
private struct PlanDigest {
    private var state: UInt64 = 0xCBF2_9CE4_8422_2325

    mutating func add(_ text: String) {
        for byte in text.utf8 { add(byte) }
        add(0)
    }

    mutating func add(_ scenarioCase: ScenarioCase) {
        add("\(scenarioCase.place.line):\(scenarioCase.steps.count):\(scenarioCase.finally.count)")
        for text in scenarioCase.requirements + scenarioCase.tags { add(text) }
    }

    private mutating func add(_ byte: UInt8) {
        state = (state ^ UInt64(byte)) &* 0x0000_0100_0000_01B3
    }

    var text: String {
        let digits = String(state, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}
