import AWSWire
import HTTPMessages
import JSONTree

extension OutcomeExpectation {
    /// What differs between an answer and what it must be.
    ///
    /// An answer of another kind is one mismatch: its details would only repeat it.
    func mismatches(
        for answer: ObservedAnswer, in variables: Variables, requirement inherited: String?
    ) throws(EvaluationError) -> [Mismatch] {
        let requirement = requirement ?? inherited
        let check = OutcomeCheck(
            expectation: self, answer: answer, variables: variables, requirement: requirement)
        return try check.mismatches()
    }

    /// What is wanted, in words.
    func phrase(in variables: Variables) -> String {
        switch kind {
        case .response(let node?, _): return "a success with \(node.matcher.phrase(in: variables))"
        case .response(nil, _): return "a success"
        case .error(let error): return error.phrase(in: variables)
        case .failure(let kinds, _):
            return "the failure " + ReadingSession.list(kinds.map(\.rawValue).sorted())
        case .anyAnswer:
            return status.map { "status \($0.matcher.phrase(in: variables))" } ?? "an answer"
        }
    }
}

extension ErrorExpectation {
    func phrase(in variables: Variables) -> String {
        guard let code else { return "an error" }
        if case .equals(let template) = code.matcher, let name = try? template.evaluate(in: variables).string
        {
            return "the error \(name)"
        }
        return "an error whose code is \(code.matcher.phrase(in: variables))"
    }
}

extension ObservedAnswer {
    /// What it is, in words.
    package var phrase: String {
        switch outcome {
        case .success(let value):
            return "a success with \(Shown.value(value))"
        case .error(let error):
            let status = status.map { " (status \($0))" } ?? ""
            let message = error.message.map { ": \(Shown.shortened($0))" } ?? ""
            return "the error \(error.name)\(status)\(message)"
        case .failure(let kind, let message):
            return "the failure \(kind.rawValue): \(Shown.shortened(message))"
        }
    }
}

/// One expected outcome compared with one answer.
private struct OutcomeCheck {
    var expectation: OutcomeExpectation
    var answer: ObservedAnswer
    var variables: Variables
    var requirement: String?

    func mismatches() throws(EvaluationError) -> [Mismatch] {
        var all: [Mismatch] = []
        switch (expectation.kind, answer.outcome) {
        case (.response(let node, let isExact), .success(let value)):
            if let node {
                all += try node.differences(from: value, in: variables, isExact: isExact).map {
                    $0.mismatch(.response, requirement: requirement)
                }
            }
        case (.response, _): return [other(.response)]
        case (.error(let expected), .error(let error)):
            if let code = expected.code, try !code.accepts(.string(error.name), in: variables) {
                return [otherCode(code)]
            }
            all += try self.error(expected, error)
        case (.error, _): return [other(.error)]
        case (.failure(let kinds, _), .failure(let kind, _)) where kinds.contains(kind): return []
        case (.failure, _): return [other(.failure)]
        case (.anyAnswer, .failure): return [other(.response)]
        case (.anyAnswer, _): break
        }
        return all + (try outside())
    }

    /// The answer is of another kind altogether.
    private func other(_ kind: Mismatch.Kind) -> Mismatch {
        Mismatch(
            kind: kind, expected: expectation.phrase(in: variables), actual: answer.phrase,
            place: expectation.place, requirement: requirement)
    }

    private func otherCode(_ code: MatcherNode) -> Mismatch {
        Mismatch(
            kind: .error, path: "code", expected: expectation.phrase(in: variables), actual: answer.phrase,
            place: code.place, requirement: requirement)
    }

    // MARK: Errors

    private func error(_ expected: ErrorExpectation, _ error: ObservedError) throws(EvaluationError)
        -> [Mismatch]
    {
        var all = try part("message", expected.message, error.message)
        all += try part("namespace", expected.namespace, error.namespace)
        if let violations = expected.violations { all += self.violations(violations, error.message) }
        return all
    }

    private func part(_ name: String, _ node: MatcherNode?, _ text: String?) throws(EvaluationError)
        -> [Mismatch]
    {
        guard let node else { return [] }
        return try node.differences(from: text.map(JSONValue.string), in: variables).map {
            $0.mismatch(.error, in: name, requirement: requirement)
        }
    }

    private func violations(_ expected: ViolationsExpectation, _ message: String?) -> [Mismatch] {
        let wanted = expected.violations
        let report = message.flatMap(ViolationMessage.parse)
        let found = Set(
            report?.violations.map { ExpectedViolation(member: $0.inputPath, constraint: $0.constraint.kind) }
                ?? [])
        var actual = found.sorted().map(\.description).joined(separator: "; ")
        if report == nil {
            actual = message.map { "a message of another form: \(Shown.text($0))" } ?? "no message"
        } else if let report, report.declaredCount != wanted.count {
            actual = "\(report.declaredCount) declared: \(actual)"
        } else if found == wanted {
            return []
        }
        return [
            Mismatch(
                kind: .error, path: "violations",
                expected: wanted.sorted().map(\.description).joined(separator: "; "), actual: actual,
                place: expected.place, requirement: requirement)
        ]
    }

    // MARK: The answer's outside

    private func outside() throws(EvaluationError) -> [Mismatch] {
        var all: [Mismatch] = []
        if let node = expectation.status, let status = answer.status {
            all += try node.differences(from: .number(JSONNumber(status)), in: variables).map {
                $0.mismatch(.status, requirement: requirement)
            }
        }
        if let headers = answer.headers {
            for header in expectation.headers {
                all += try header.mismatches(in: headers, kind: .headers, prefix: "", variables, requirement)
            }
        }
        if let node = expectation.body, let body = answer.body {
            let text = String(decoding: body, as: UTF8.self)
            all += try node.differences(from: .string(text), in: variables).map {
                $0.mismatch(.body, requirement: requirement)
            }
        }
        return all
    }
}

extension NamedMatcher {
    /// Compares a header, its lines joined as one; the value of one that is secret is not shown.
    func mismatches(
        in fields: HTTPFields, kind: Mismatch.Kind, prefix: String, _ variables: Variables,
        _ requirement: String?
    ) throws(EvaluationError) -> [Mismatch] {
        let values = fields.all(named: name)
        let value: JSONValue? = values.isEmpty ? nil : .string(values.joined(separator: ", "))
        return try node.differences(from: value, in: variables).map { difference in
            var shown = difference
            if Shown.isSecret(header: name), value != nil { shown.actual = "a value that is not shown" }
            return shown.mismatch(kind, in: prefix + name, requirement: requirement)
        }
    }
}
