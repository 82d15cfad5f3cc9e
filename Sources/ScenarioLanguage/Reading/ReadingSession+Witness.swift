import AWSWire
import Diagnostics
import JSONTree
import YAMLTree

/// Reads what the target must have received, and what it must hold.
extension ReadingSession {
    func wire(_ source: SourceNode, of step: ExpectedStep) -> WireExpectation? {
        guard let fields = fields(source, WireKey.self) else { return nil }
        if fields.expectsNothing({ $0 == .whereWitnessed || $0 == .requirement }) {
            report(.empty, at: fields.source.place, "a wire expectation expects nothing")
        }
        let input = step.operation.map {
            MatchedValue(shape: .structure($0.input), subject: "the input of \($0.name)")
        }
        let scope = fields[.scope].flatMap { self.fields($0, ScopeKey.self) }
        return WireExpectation(
            attempts: fields[.attempts].flatMap { attempts in
                count(attempts).map { WireExpectation.Attempts(count: $0, place: attempts.place) }
            },
            operations: operations(fields[.operations]),
            method: optionalMatcher(fields[.method], .text), path: optionalMatcher(fields[.path], .text),
            target: optionalMatcher(fields[.target], .text),
            signed: fields[.signed].flatMap { signed in
                word(signed, "finding of a signature").map {
                    WireExpectation.SignatureCheck(signature: $0, place: signed.place)
                }
            },
            signedHeaders: optionalMatcher(
                fields[.signedHeaders],
                MatchedValue(shape: .list(.string(.free), CountConstraints()), subject: "the list")),
            scopeRegion: optionalMatcher(scope?[.region], .text),
            scopeService: optionalMatcher(scope?[.service], .text),
            headers: named(fields[.headers], "headers", .text),
            body: optionalMatcher(fields[.body], input ?? .anything),
            bodyText: optionalMatcher(fields[.bodyText], .text),
            same: comparisons(fields[.same]), changes: comparisons(fields[.changes]),
            gaps: gaps(fields[.gaps]),
            isOnlyWhereWitnessed: flag(fields[.whereWitnessed]) ?? false,
            requirement: requirement(fields[.requirement]), place: fields.source.place)
    }

    private func operations(_ source: SourceNode?) -> WireExpectation.Operations? {
        guard let source, let elements = list(source, "a list of operations", isEmptyAllowed: true) else {
            return nil
        }
        return WireExpectation.Operations(
            names: elements.compactMap { operation($0)?.name }, place: source.place)
    }

    private func comparisons(_ source: SourceNode?) -> [WireExpectation.Comparison] {
        texts(source, "a list of 'body', 'path' and header names").map { text, place in
            let subject: WireExpectation.Comparison.Subject =
                switch text {
                case "body": .body
                case "path": .path
                default: .header(text)
                }
            return WireExpectation.Comparison(subject: subject, place: place)
        }
    }

    private func gaps(_ source: SourceNode?) -> [WireExpectation.Gap] {
        var gaps: [WireExpectation.Gap] = []
        for element in list(source, "a list of pauses") ?? [] {
            guard let fields = fields(element, GapKey.self) else { continue }
            let gap = WireExpectation.Gap(
                minimum: duration(fields[.atLeast]), maximum: duration(fields[.atMost]),
                place: fields.source.place)
            if fields.isEmpty {
                report(.missingKey, at: fields.source.place, "a gap needs 'at-least' or 'at-most'")
            }
            if let minimum = gap.minimum, let maximum = gap.maximum, minimum > maximum {
                report(.outOfRange, at: fields.place(of: .atMost), "'at-most' is less than 'at-least'")
            }
            gaps.append(gap)
        }
        return gaps
    }

    func state(_ source: SourceNode) -> StateExpectation? {
        guard let fields = fields(source, StateKey.self) else { return nil }
        if fields.expectsNothing({ $0 == .whereWitnessed || $0 == .requirement }) {
            report(.empty, at: fields.source.place, "a state expectation expects nothing")
        }
        return StateExpectation(
            sources: (list(fields[.sources], "a list of sources") ?? []).compactMap(expectedSource),
            count: optionalMatcher(fields[.count], .number),
            isOnlyWhereWitnessed: flag(fields[.whereWitnessed]) ?? false,
            requirement: requirement(fields[.requirement]), place: fields.source.place)
    }

    private func expectedSource(_ source: SourceNode) -> StateExpectation.SourceExpectation? {
        guard let fields = fields(source, StateSourceKey.self) else { return nil }
        if !fields.keys.contains(where: { $0 != .absent }) {
            report(
                .missingKey, at: fields.source.place,
                "an expected source needs one of \(Self.list(["name", "account", "state", "arn", "bus", "events"]))"
            )
        }
        if let state = fields[.state], state.scalar != nil {
            _ = word(state, "state", of: GivenSource.State.self)
        }
        return StateExpectation.SourceExpectation(
            name: optionalMatcher(fields[.name], .text), account: optionalMatcher(fields[.account], .text),
            state: optionalMatcher(fields[.state], .text), arn: optionalMatcher(fields[.arn], .text),
            hasBus: optionalMatcher(
                fields[.bus], MatchedValue(shape: .boolean, subject: "whether there is a bus")),
            events: optionalMatcher(fields[.events], .number),
            isAbsent: flag(fields[.absent]) ?? false, place: fields.source.place)
    }
}
