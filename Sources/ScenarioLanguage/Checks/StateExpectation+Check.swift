import JSONTree

extension StateExpectation {
    /// What differs between the sources that the target holds and those that it must hold.
    package func mismatches(
        for held: [ObservedSource], in variables: Variables, requirement inherited: String?
    ) throws(EvaluationError) -> [Mismatch] {
        let requirement = requirement ?? inherited
        var all: [Mismatch] = []
        for (index, expected) in sources.enumerated() {
            var closest: [Mismatch] = []
            var found: ObservedSource?
            for source in held {
                let differences = try expected.mismatches(for: source, index, in: variables, requirement)
                if differences.isEmpty {
                    found = source
                    break
                }
                if closest.isEmpty || differences.count < closest.count { closest = differences }
            }
            switch (expected.isAbsent, found) {
            case (true, let source?):
                all.append(
                    Mismatch(
                        kind: .state, path: "sources[\(index)]", expected: "no such source",
                        actual: source.name,
                        place: expected.place, requirement: requirement))
            case (false, nil):
                let isClose = closest.count == 1 && held.count == 1
                all += isClose ? closest : [expected.missing(index, among: held, requirement)]
            case (true, nil), (false, _?): break
            }
        }
        if let count {
            all += try count.differences(from: .number(JSONNumber(held.count)), in: variables).map {
                $0.mismatch(.state, in: "count", requirement: requirement)
            }
        }
        return all
    }
}

extension StateExpectation.SourceExpectation {
    fileprivate func mismatches(
        for source: ObservedSource, _ index: Int, in variables: Variables, _ requirement: String?
    ) throws(EvaluationError) -> [Mismatch] {
        var all: [Mismatch] = []
        let parts: [(String, MatcherNode?, JSONValue)] = [
            ("name", name, .string(source.name)), ("account", account, .string(source.account)),
            ("state", state, .string(source.state)), ("arn", arn, .string(source.arn)),
            ("bus", hasBus, .bool(source.hasBus)), ("events", events, .number(JSONNumber(source.events))),
        ]
        for (label, node, value) in parts {
            guard let node else { continue }
            all += try node.differences(from: value, in: variables).map {
                $0.mismatch(.state, in: "sources[\(index)].\(label)", requirement: requirement)
            }
        }
        return all
    }

    fileprivate func missing(_ index: Int, among held: [ObservedSource], _ requirement: String?) -> Mismatch {
        let shown = held.prefix(5).map { "\($0.name) (\($0.account), \($0.state))" }.joined(separator: "; ")
        let more = held.count > 5 ? " and \(held.count - 5) more" : ""
        return Mismatch(
            kind: .state, path: "sources[\(index)]", expected: "such a source",
            actual: held.isEmpty ? "none at all" : shown + more, place: place, requirement: requirement)
    }
}
