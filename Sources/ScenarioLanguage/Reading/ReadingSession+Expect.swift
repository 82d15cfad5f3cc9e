import AWSWire
import Diagnostics
import JSONTree
import YAMLTree

/// Reads what must follow a step.
extension ReadingSession {
    /// What is known of the step whose expectation is read.
    struct ExpectedStep {
        var operation: OperationModel?
        var together: Int
        var place: Place
    }

    func expectation(_ source: SourceNode?, of step: ExpectedStep) -> StepExpectation {
        var expectation = StepExpectation(
            outcomes: [], answers: [], within: nil, wire: nil, state: nil, requirement: nil, place: step.place
        )
        guard let source else {
            expectation.outcomes = [success(at: step.place)]
            return expectation
        }
        guard !reportBareOutcome(source), let fields = fields(source, ExpectKey.self) else {
            return expectation
        }
        expectation.place = fields.source.place
        if fields.isEmpty { report(.empty, at: fields.source.place, "an expectation expects nothing") }
        readOutcomes(of: fields, step, into: &expectation)
        if let duration = duration(fields[.within]), let place = fields[.within]?.place {
            expectation.within = StepExpectation.Deadline(duration: duration, place: place)
        }
        expectation.wire = fields[.wire].flatMap { wire($0, of: step) }
        expectation.state = fields[.state].flatMap(state)
        readNeeds(of: fields, into: &expectation)
        expectation.records = records(fields[.record], step)
        expectation.requirement = requirement(fields[.requirement])
        return expectation
    }

    /// Tells how an outcome is written that stands alone after `expect:`, as a status or an error's name.
    private func reportBareOutcome(_ source: SourceNode) -> Bool {
        guard let scalar = resolve(source).scalar else { return false }
        var meant: String?
        if let status = scalar.value.number?.int, (100...599).contains(status) {
            meant = "{ status: \(status) }"
        } else if ErrorModel.named(scalar.text) != nil {
            meant = "{ error: \(scalar.text) }"
        } else if FailureKind(rawValue: scalar.text) != nil {
            meant = "{ failure: \(scalar.text) }"
        } else if ["success", "passed", "ok"].contains(scalar.text.lowercased()) {
            meant = "{ response: {} }"
        }
        guard let meant else { return false }
        report(
            .wrongType, at: resolve(source).place,
            "expected an expectation, which is a mapping, found \(Self.phrase(for: resolve(source).node))",
            nearest: meant)
        return true
    }

    private func readOutcomes(
        of fields: Fields<ExpectKey>, _ step: ExpectedStep, into expectation: inout StepExpectation
    ) {
        let singular = ExpectKey.allCases.filter { $0.outcome != nil && $0 != .requirement }
        if fields.has(.anyOf) {
            for key in singular { exclusive(fields, [.anyOf, key]) }
            exclusive(fields, [.anyOf, .answers])
            expectation.outcomes = (list(fields[.anyOf], "a list of outcomes") ?? []).compactMap {
                outcome($0, step)
            }
        } else if fields.has(.answers) {
            for key in singular { exclusive(fields, [.answers, key]) }
            expectation.answers = answers(fields, step)
        } else if !fields.has(.record)
            || !fields.expectsNothing({ $0 == .record || $0 == .needs || $0 == .requirement })
        {
            expectation.outcomes = [outcome(OutcomeFields(fields), step)]
        }
    }

    private func success(at place: Place) -> OutcomeExpectation {
        OutcomeExpectation(
            kind: .response(nil, isExact: false), status: status(200, at: place), headers: [], body: nil,
            requirement: nil, place: place)
    }

    private func status(_ status: Int, at place: Place) -> MatcherNode {
        MatcherNode(.equals(.constant(.number(.init(status)))), place: place)
    }

    private func answers(_ fields: Fields<ExpectKey>, _ step: ExpectedStep) -> [CountedOutcome] {
        if step.together == 1 {
            report(.needsKey, at: fields.place(of: .answers), "'answers' counts the answers of 'together'")
        }
        var answers: [CountedOutcome] = []
        for element in list(fields[.answers], "a list of outcomes with counts") ?? [] {
            guard let entry = self.fields(element, AnswerKey.self) else { continue }
            let outcome = outcome(OutcomeFields(entry), step)
            guard let count = entry[.count].flatMap(count) else { continue }
            answers.append(CountedOutcome(outcome: outcome, count: count, place: entry.source.place))
        }
        let least = answers.reduce(0) { $0 + ($1.count.minimum ?? 0) }
        let most = answers.reduce(0) { $0 + min($1.count.maximum ?? step.together, step.together) }
        if step.together > 1, !answers.isEmpty, !(least...max(least, most)).contains(step.together) {
            report(
                .countMismatch, at: fields.place(of: .answers),
                "the counts come to \(least == most ? "\(least)" : "\(least) to \(most)"), but \(step.together) calls are made"
            )
        }
        return answers
    }

    func outcome(_ source: SourceNode, _ step: ExpectedStep) -> OutcomeExpectation? {
        guard let fields = fields(source, OutcomeKey.self) else { return nil }
        if fields.isEmpty { report(.empty, at: fields.source.place, "an outcome expects nothing") }
        return outcome(OutcomeFields(fields), step)
    }

    /// The keys of one outcome, in whichever mapping they stand.
    private struct OutcomeFields {
        let source: SourceNode
        let values: [OutcomeKey: SourceNode]
        let places: [OutcomeKey: Place]

        init<Key: LanguageKey>(_ fields: Fields<Key>) {
            source = fields.source
            var values: [OutcomeKey: SourceNode] = [:]
            var places: [OutcomeKey: Place] = [:]
            for key in fields.keys {
                guard let outcome = OutcomeKey(rawValue: key.rawValue) else { continue }
                values[outcome] = fields[key]
                places[outcome] = fields.place(of: key)
            }
            self.values = values
            self.places = places
        }

        func place(of key: OutcomeKey) -> Place { places[key] ?? source.place }
    }

    private func outcome(_ fields: OutcomeFields, _ step: ExpectedStep) -> OutcomeExpectation {
        let kinds = [OutcomeKey.response, .error, .failure].filter { fields.values[$0] != nil }
            .sorted { fields.place(of: $0) < fields.place(of: $1) }
        for other in kinds.dropFirst() {
            report(
                .exclusiveKeys, at: fields.place(of: other),
                "'\(other.rawValue)' cannot stand beside '\(kinds[0].rawValue)'")
        }
        if fields.values[.exactly] != nil, fields.values[.response] == nil {
            report(.needsKey, at: fields.place(of: .exactly), "'exactly' needs 'response'")
        }
        var outcome = OutcomeExpectation(
            kind: .anyAnswer, status: nil, headers: [], body: nil,
            requirement: requirement(fields.values[.requirement]),
            place: fields.source.place)
        outcome.headers = named(fields.values[.headers], "headers", .text)
        outcome.body = optionalMatcher(fields.values[.body], .text)
        let place = kinds.first.map { fields.place(of: $0) } ?? fields.source.place
        var implied: MatcherNode?
        switch kinds.first {
        case .response:
            outcome.place = place
            outcome.kind = .response(
                response(fields.values[.response], step), isExact: flag(fields.values[.exactly]) ?? false)
            implied = status(200, at: place)
        case .error:
            outcome.place = place
            let error = error(fields.values[.error], step.operation, at: place)
            outcome.kind = .error(error.expectation)
            implied = error.status
        case .failure:
            outcome.place = place
            outcome.kind = .failure(failures(fields.values[.failure]), place: place)
            if let key = [OutcomeKey.status, .headers, .body].first(where: { fields.values[$0] != nil }) {
                report(
                    .exclusiveKeys, at: fields.place(of: key),
                    "'\(key.rawValue)' cannot stand beside 'failure'")
            }
        default:
            // A condition on the answer's outside alone says what it must be; without one, success is meant.
            let isOutside = [OutcomeKey.status, .headers, .body].contains { fields.values[$0] != nil }
            outcome.kind =
                isOutside && fields.values[.status] != nil ? .anyAnswer : .response(nil, isExact: false)
            implied = status(200, at: place)
        }
        outcome.status = optionalMatcher(fields.values[.status], .number) ?? implied
        return outcome
    }

    private func response(_ source: SourceNode?, _ step: ExpectedStep) -> MatcherNode? {
        guard let source else { return nil }
        guard let operation = step.operation else { return matcher(source, .anything) }
        return matcher(
            source,
            MatchedValue(shape: .structure(operation.output), subject: "the answer of \(operation.name)"))
    }

    private func failures(_ source: SourceNode?) -> Set<FailureKind> {
        var kinds: Set<FailureKind> = []
        for element in oneOrMore(source, "a list of failures") ?? [] {
            if let kind: FailureKind = word(element, "kind of failure") { kinds.insert(kind) }
        }
        return kinds
    }

    // MARK: Errors

    private func error(
        _ source: SourceNode?, _ operation: OperationModel?, at place: Place
    ) -> (expectation: ErrorExpectation, status: MatcherNode?) {
        var expectation = ErrorExpectation(place: place)
        guard let source else { return (expectation, nil) }
        guard source.node.mapping != nil else {
            let model = errorCode(source, operation, into: &expectation)
            return (expectation, model.map { status($0.status, at: source.place) })
        }
        guard let fields = fields(source, ErrorKey.self) else { return (expectation, nil) }
        var implied: ErrorModel?
        if let code = fields[.code] {
            if code.scalar == nil {
                expectation.code = matcher(code, .text)
            } else {
                implied = errorCode(code, operation, into: &expectation)
            }
        } else if fields.has(.violations) {
            implied = .validation
            expectation.code = MatcherNode(
                .equals(.constant(.string(ErrorModel.validation.name))), place: fields.place(of: .violations))
        }
        if fields.isEmpty { report(.empty, at: source.place, "an error expects nothing") }
        expectation.message = optionalMatcher(fields[.message], .text)
        expectation.namespace = optionalMatcher(fields[.namespace], .text)
        expectation.violations = fields[.violations].flatMap { violations($0, operation) }
        let written = optionalMatcher(fields[.status], .number)
        let place = fields.has(.code) ? fields.place(of: .code) : fields.source.place
        return (expectation, written ?? implied.map { status($0.status, at: place) })
    }

    /// A plain name of an error, which must be known.
    private func errorCode(
        _ source: SourceNode, _ operation: OperationModel?, into expectation: inout ErrorExpectation
    ) -> ErrorModel? {
        guard let name = staticText(source) else { return nil }
        let place = resolve(source).place
        expectation.code = MatcherNode(.equals(.constant(.string(name))), place: place)
        let known = operation.map { $0.errors + ErrorModel.common } ?? ErrorModel.all
        if let model = known.first(where: { $0.name == name }) { return model }
        let near =
            nearest(to: name, among: known.map(\.name)) ?? known.first { $0.name == name + "Exception" }?.name
        let what = operation.map { "an error of \($0.name)" } ?? "a known error"
        let advice = near == nil ? "; '{ code: { equals: … } }' expects any name" : ""
        report(
            .unknownError, at: place, "'\(Self.shortened(name))' is not \(what)\(advice)", nearest: near)
        return nil
    }

    private func violations(_ source: SourceNode, _ operation: OperationModel?) -> ViolationsExpectation? {
        let source = resolve(source)
        guard let members = mapping(source, "violations by member") else { return nil }
        if members.isEmpty { report(.empty, at: source.place, "violations expect nothing") }
        var expected: Set<ExpectedViolation> = []
        for member in members {
            if let operation,
                !operation.input.contains(where: { $0.name == member.name.prefix { $0 != "." } })
            {
                report(
                    .unknownMember, at: source.place(of: member.key),
                    "the input of \(operation.name) has no member '\(Self.shortened(member.name))'",
                    nearest: nearest(to: member.name, among: operation.input.map(\.name)))
            }
            for element in oneOrMore(source.sibling(member.value), "a list of constraints") ?? [] {
                guard let constraint: Constraint.Kind = word(element, "constraint") else { continue }
                expected.insert(ExpectedViolation(member: member.name, constraint: constraint))
            }
        }
        return ViolationsExpectation(violations: expected, place: source.place)
    }
}
