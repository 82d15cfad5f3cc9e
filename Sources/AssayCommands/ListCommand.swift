import ArgumentParser
import Diagnostics
import JSONTree
import ScenarioLanguage
import ScenarioRunner

/// `assay list`: what would run, and what it checks.
struct ListCommand: ParsableCommand, AssayAction {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List the cases, or the requirements with the cases that check them.",
        discussion: "Takes the same paths and choices as 'assay run'. Nothing is sent.")

    @OptionGroup(title: "Selection") var selection: SelectionOptions
    @OptionGroup(title: "Variables") var variables: VariableOptions
    @OptionGroup(title: "Console") var console: ConsoleOptions

    @Flag(
        name: .customLong("requirements"),
        help: "List the requirements of the catalogue, each with its cases.")
    var listsRequirements = false

    @Flag(name: .customLong("json"), help: "Print JSON.")
    var isJSON = false

    func carryOut(in surroundings: Surroundings) async throws(CommandFailure) -> ExitStatus {
        let library = try await ScenarioLibrary.read(
            selection.soughtPaths, variables: variables, in: surroundings)
        guard library.errorCount == 0 else {
            let isColored = console.color.isColored(
                isTerminal: surroundings.console.isTerminal, environment: surroundings.environment)
            surroundings.console.writeMessage(
                DiagnosticRenderer(sources: library.sources, color: isColored).render(library.diagnostics))
            throw CommandFailure(.invalidScenario, "the scenario files have mistakes")
        }
        let cases = selection.selection(indices: library.indices).cases(of: library.scenarios)
        if listsRequirements {
            surroundings.console.writeData(requirements(of: cases))
        } else {
            surroundings.console.writeData(isJSON ? json(cases) : lines(cases))
        }
        guard cases.isEmpty else { return .passed }
        surroundings.console.say(
            "no case was selected, of \(library.scenarios.count) scenarios that were read")
        return .nothingRan
    }

    private func lines(_ cases: [SelectedCase]) -> String {
        cases.map { selected in
            let (scenario, one) = (selected.scenario, selected.scenarioCase)
            let label = one.label.map { ": \($0)" } ?? ""
            let requirements = one.checkedRequirements.joined(separator: " ")
            return visible("\(scenario.file):\(one.place.line)  \(scenario.title)\(label)  [\(requirements)]")
                + "\n"
        }.joined()
    }

    private func json(_ cases: [SelectedCase]) -> String {
        let values = cases.map { selected -> JSONValue in
            let (scenario, one) = (selected.scenario, selected.scenarioCase)
            var object: JSONObject = [
                "file": .string(scenario.file), "line": .number(JSONNumber(one.place.line)),
                "scenario": .string(scenario.title),
            ]
            if let label = one.label { object.append("case", .string(label)) }
            object.append("requirements", .array(one.checkedRequirements.map { .string($0) }))
            object.append("tags", .array(one.tags.map { .string($0) }))
            if let skip = one.skip { object.append("skip", .string(skip)) }
            return .object(object)
        }
        return JSONWriter.pretty(.array(values)) + "\n"
    }

    private func requirements(of cases: [SelectedCase]) -> String {
        var checkedBy: [String: [SelectedCase]] = [:]
        for selected in cases {
            for id in selected.scenarioCase.checkedRequirements {
                checkedBy[id, default: []].append(selected)
            }
        }
        let all = RequirementCatalogue.shipped.catalogue.requirements
        guard isJSON else {
            return all.map { requirement in
                let cases = checkedBy[requirement.id] ?? []
                let places = cases.map { "    \($0.scenario.file):\($0.scenarioCase.place.line)\n" }.joined()
                let count = cases.isEmpty ? "no case" : cases.count == 1 ? "1 case" : "\(cases.count) cases"
                return visible(
                    "\(requirement.id)  \(requirement.level.rawValue)  \(count)  \(requirement.text)\n\(places)"
                )
            }.joined()
        }
        let values = all.map { requirement -> JSONValue in
            let places = (checkedBy[requirement.id] ?? []).map { selected -> JSONValue in
                .string("\(selected.scenario.file):\(selected.scenarioCase.place.line)")
            }
            return .object([
                "id": .string(requirement.id), "level": .string(requirement.level.rawValue),
                "actor": .string(requirement.actor.rawValue),
                "certainty": .string(requirement.certainty.rawValue),
                "text": .string(requirement.text), "cases": .array(places),
            ])
        }
        return JSONWriter.pretty(.array(values)) + "\n"
    }
}
