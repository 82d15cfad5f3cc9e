import Diagnostics
import YAMLTree

/// Reads what an answer rests on, and what is written down of it.
extension ReadingSession {
    func readNeeds(of fields: Fields<ExpectKey>, into expectation: inout StepExpectation) {
        guard let source = fields[.needs] else { return }
        if expectation.outcomes.isEmpty, expectation.answers.isEmpty {
            report(.needsKey, at: fields.place(of: .needs), "'needs' needs an expectation of the answer")
        }
        if source.scalar?.text == NeededFacts.nothing {
            expectation.needs = NeededFacts(facts: [], place: source.place)
            return
        }
        let words = WireFact.allCases.map(\.rawValue)
        var facts: Set<WireFact> = []
        for element in oneOrMore(source, "a list of \(Self.list(words)), or '\(NeededFacts.nothing)'") ?? [] {
            if let fact: WireFact = word(element, "fact to need") { facts.insert(fact) }
        }
        expectation.needs = NeededFacts(facts: facts, place: source.place)
    }

    func records(_ source: SourceNode?, _ step: ExpectedStep) -> [RecordExpectation] {
        guard let source, let members = mapping(source, "values by the names that reports give them") else {
            return []
        }
        if members.isEmpty { report(.empty, at: source.place, "'record' records nothing") }
        return members.compactMap { member in
            let value = resolve(source.sibling(member.value))
            let subject =
                value.node.mapping == nil
                ? recordedValue(value, step).map(RecordExpectation.Subject.value)
                : outcome(value, step).map(RecordExpectation.Subject.outcome)
            return subject.map {
                RecordExpectation(name: member.name, subject: $0, place: source.place(of: member.key))
            }
        }
    }

    private func recordedValue(_ source: SourceNode, _ step: ExpectedStep) -> RecordedValue? {
        guard let text = staticText(source) else { return nil }
        guard let value = RecordedValue(text) else {
            let words = RecordedValue.words.map(\.word)
            let near = nearest(to: text, among: words)
            let names = words + RecordedValue.forms
            let known = near == nil ? ": it must be \(Self.list(names))" : ""
            report(
                .badRecord, at: source.place,
                "'\(Self.shortened(text))' is no value that can be recorded\(known)", nearest: near)
            return nil
        }
        if case .member(let path) = value, let operation = step.operation {
            checkPath(path, in: operation, at: source.place)
        }
        return value
    }
}
