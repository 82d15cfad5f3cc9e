package import JSONTree

extension StepExpectation {
    /// What differs between a step's answers and what they must be.
    ///
    /// There is one answer, or as many as the step is made together, in the order of their numbers. What was
    /// received and what is held are checked apart, since another witness tells them.
    package func mismatches(
        for observed: [ObservedAnswer], in variables: Variables
    ) throws(EvaluationError) -> [Mismatch] {
        var all: [Mismatch] = []
        if answers.isEmpty {
            for (index, answer) in observed.enumerated() {
                let found = try outcomeMismatches(for: answer, in: variables.numbered(index + 1))
                all += found.map { Self.numbered($0, index, of: observed.count) }
            }
        } else {
            all += try counted(observed, in: variables)
        }
        if let within {
            for (index, answer) in observed.enumerated() where answer.elapsed > within.duration {
                let mismatch = Mismatch(
                    kind: .within, expected: "at most \(Shown.duration(within.duration))",
                    actual: Shown.duration(answer.elapsed), place: within.place, requirement: requirement)
                all.append(Self.numbered(mismatch, index, of: observed.count))
            }
        }
        return all
    }

    private static func numbered(_ mismatch: Mismatch, _ index: Int, of count: Int) -> Mismatch {
        guard count > 1 else { return mismatch }
        var result = mismatch
        result.path = mismatch.path.isEmpty ? "of call \(index + 1)" : "\(mismatch.path) of call \(index + 1)"
        return result
    }

    private func outcomeMismatches(
        for answer: ObservedAnswer, in variables: Variables
    ) throws(EvaluationError) -> [Mismatch] {
        var first: [Mismatch] = []
        for outcome in outcomes {
            let found = try outcome.mismatches(for: answer, in: variables, requirement: requirement)
            if found.isEmpty { return [] }
            if first.isEmpty { first = found }
        }
        guard outcomes.count > 1 else { return first }
        return [
            Mismatch(
                kind: first[0].kind,
                expected: "one of: " + outcomes.map { $0.phrase(in: variables) }.joined(separator: "; "),
                actual: answer.phrase, place: place, requirement: requirement)
        ]
    }

    /// Every answer must fit exactly one entry, and each entry its number of answers.
    private func counted(
        _ observed: [ObservedAnswer], in variables: Variables
    ) throws(EvaluationError) -> [Mismatch] {
        var all: [Mismatch] = []
        var counts = [Int](repeating: 0, count: answers.count)
        for (number, answer) in observed.enumerated() {
            let variables = variables.numbered(number + 1)
            var fitting: [Int] = []
            for (index, entry) in answers.enumerated() {
                let found = try entry.outcome.mismatches(for: answer, in: variables, requirement: requirement)
                if found.isEmpty { fitting.append(index) }
            }
            for index in fitting { counts[index] += 1 }
            if fitting.count != 1 {
                let wanted = answers.map { $0.outcome.phrase(in: variables) }.joined(separator: "; ")
                let entries = fitting.map { "\($0 + 1)" }.joined(separator: ", ")
                let actual = fitting.isEmpty ? answer.phrase : "\(answer.phrase), which is entries \(entries)"
                all.append(
                    Mismatch(
                        kind: .answers, path: "of call \(number + 1)", expected: "exactly one of: \(wanted)",
                        actual: actual, place: place, requirement: requirement))
            }
        }
        for (index, entry) in answers.enumerated() where !entry.count.contains(counts[index]) {
            all.append(
                Mismatch(
                    kind: .answers, path: "[\(index)]",
                    expected:
                        "\(entry.count) of \(observed.count) to be \(entry.outcome.phrase(in: variables))",
                    actual: "\(counts[index])", place: entry.place,
                    requirement: entry.outcome.requirement ?? requirement))
        }
        return all
    }
}

extension Step {
    /// The values to keep of an answer, and a mismatch for each that is not there.
    package func captured(
        from answer: ObservedAnswer
    ) -> (values: [(name: String, value: JSONValue)], missing: [Mismatch]) {
        var values: [(name: String, value: JSONValue)] = []
        var missing: [Mismatch] = []
        for capture in captures {
            if case .success(let root) = answer.outcome, let value = capture.path.value(in: root),
                !value.isNull
            {
                values.append((capture.name, value))
            } else {
                missing.append(
                    Mismatch(
                        kind: .response, path: capture.path.description, expected: "a value to capture",
                        actual: "nothing", place: capture.place, requirement: expectation.requirement))
            }
        }
        return (values, missing)
    }
}
