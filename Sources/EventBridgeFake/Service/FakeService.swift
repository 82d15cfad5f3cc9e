package import AWSWire
import HTTPMessages
package import HTTPWire
import JSONTree
import Synchronization

/// The service itself, without sockets and without a clock of its own: requests in, answers out.
///
/// A request is read and judged without the lock; the lock is held for numbering it, for what it does to the
/// sources, and for writing it into the journal.
package final class FakeService: Sendable {
    let state: Mutex<FakeState>
    private let cache: SigningKeyCache
    private let witness: (@Sendable (JournalEntry) -> Void)?

    /// - Parameter witness: is told each request after it was written into the journal; must not block.
    package init(
        _ configuration: FakeConfiguration, cache: SigningKeyCache, now: Duration,
        witness: (@Sendable (JournalEntry) -> Void)? = nil
    ) {
        self.cache = cache
        self.witness = witness
        state = Mutex(FakeState(Setting(configuration, cache: cache), now: now))
    }

    /// Begins anew with another configuration.
    ///
    /// Requests with a key that only what was before knows are strays from then on.
    package func reset(_ configuration: FakeConfiguration, now: Duration) {
        let setting = Setting(configuration, cache: cache)
        state.withLock { $0.reset(to: setting, now: now) }
    }

    /// What the server does about a request that arrived at this time since 1970.
    package func answer(to arrival: Arrival, at now: Duration) -> ServerAnswer {
        if let defect = arrival.defect { return answer(to: defect, of: arrival, at: now) }
        let reading = CallReading(arrival.request)
        let opening = state.withLock { Self.open(&$0, reading, now) }
        guard !opening.isStray else { return Self.strayAnswer(opening) }
        let judgement = Judgement(arrival.request, reading, opening.setting, now: opening.serviceTime)
        let result = state.withLock { Self.decide(&$0, reading, opening, judgement, now) }
        guard let (outcome, drawn) = result else { return Self.strayAnswer(opening) }
        let response = AnswerWriter.response(
            outcome, operation: reading.handler?.operation, requestID: opening.requestID, date: opening.date,
            errorType: opening.setting.policies.errorType)
        var served = JournalEntry.Answer(
            status: response.status, errorCode: outcome.code, requestID: opening.requestID,
            body: response.body)
        var steps = [AnswerStep.response(response)]
        if !drawn.actions.isEmpty {
            var faulty = FaultyAnswer(
                response, at: opening.serviceTime, answersHead: arrival.request.method == "HEAD")
            faulty.apply(drawn)
            steps = faulty.steps
            served.status = faulty.status
            served.body = faulty.wire.response.body
        }
        let entry = JournalEntry(
            sequence: opening.sequence, receivedAt: now, connection: arrival.connection,
            request: arrival.request, rawHead: arrival.rawHead, operation: reading.handler?.operation.name,
            accessKey: reading.accessKey, namespace: judgement.namespace,
            verification: judgement.verification, answer: served, evidence: outcome.explanation,
            faults: drawn.titles)
        note(entry, opening)
        return ServerAnswer(steps: steps)
    }

    /// Writes into the journal, unless a reset came in between.
    private func note(_ entry: JournalEntry, _ opening: Opening) {
        let isKept = state.withLock { state in
            if state.setting === opening.setting {
                state.journal.append(entry)
                return true
            }
            state.strays += 1
            return false
        }
        if isKept { witness?(entry) }
    }

    // MARK: under the lock

    /// What a request gets when it arrives.
    private struct Opening {
        let setting: Setting
        let isStray: Bool
        let sequence: Int
        let requestID: String
        /// The service's own clock.
        let serviceTime: Duration
        let date: String
        /// The faults that turned the clock.
        let drawn: DrawnFaults
    }

    private static func open(_ state: inout FakeState, _ reading: CallReading?, _ now: Duration) -> Opening {
        let key = reading?.accessKey
        let isStray = key.map { state.setting.credentials[$0] == nil && state.retired.contains($0) } ?? false
        var drawn = DrawnFaults()
        if isStray {
            state.strays += 1
        } else {
            state.sequence += 1
            if state.book.hasClockSkew, let reading {
                drawn = state.book.draw(facts(reading, now, isSound: true), .beforeSignature)
            }
        }
        let skew = drawn.actions.reduce(state.setting.configuration.clockSkew) { sum, element in
            sum + element.action.duration("by")
        }
        return Opening(
            setting: state.setting, isStray: isStray, sequence: state.sequence,
            requestID: state.random.uuid(), serviceTime: now + skew, date: state.date.text(at: now + skew),
            drawn: drawn)
    }

    private static func facts(_ reading: CallReading, _ now: Duration, isSound: Bool) -> FaultFacts {
        FaultFacts(
            operation: reading.handler?.operation.name, name: reading.sourceName, key: reading.accessKey,
            now: now, isSound: isSound)
    }

    /// What the call comes to and which faults befall it; nil when a reset came in between.
    private static func decide(
        _ state: inout FakeState, _ reading: CallReading, _ opening: Opening, _ judgement: Judgement,
        _ now: Duration
    ) -> (Outcome, DrawnFaults)? {
        guard state.setting === opening.setting else {
            state.strays += 1
            return nil
        }
        var drawn = opening.drawn
        if !state.book.isEmpty {
            let more = state.book.draw(
                facts(reading, now, isSound: judgement.refusal == nil), .afterSignature)
            drawn.titles += more.titles
            drawn.actions += more.actions
        }
        if let refusal = judgement.refusal { return (.refusal(refusal), drawn) }
        guard let handler = reading.handler else {
            preconditionFailure("a sound request names an operation")
        }
        guard !drawn.actions.isEmpty else {
            let refusal = judgement.inputRefusal ?? disabled(handler, judgement, opening.setting)
            let outcome = refusal.map(Outcome.refusal) ?? run(handler, &state, judgement, now, nil)
            return (outcome, drawn)
        }
        let decision = FaultDecision(drawn, operation: handler.operation)
        return (carryOut(decision, handler, &state, judgement, opening.setting, now), drawn)
    }

    /// The outcome when faults have a say in it.
    private static func carryOut(
        _ decision: FaultDecision, _ handler: OperationHandler, _ state: inout FakeState,
        _ judgement: Judgement, _ setting: Setting, _ now: Duration
    ) -> Outcome {
        let scripted = decision.outcome
        if let scripted, !decision.takesEffect { return scripted }
        if let refusal = judgement.inputRefusal ?? disabled(handler, judgement, setting) {
            return scripted ?? .refusal(refusal)
        }
        let place = FakeState.Place(namespace: judgement.namespace, region: judgement.region)
        let before = state.tables[place]
        let outcome = run(handler, &state, judgement, now, decision)
        if case .success = outcome, decision.needsError {
            state.tables[place] = before
            return .refusal(
                FaultDecision.refusal("InternalException", nil, handler.operation))
        }
        if decision.isUndone || !decision.takesEffect { state.tables[place] = before }
        if decision.startsAnew {
            for place in state.tables.keys where place.namespace == judgement.namespace {
                state.tables[place] = nil
            }
        }
        return scripted ?? outcome
    }

    private static func run(
        _ handler: OperationHandler, _ state: inout FakeState, _ judgement: Judgement, _ now: Duration,
        _ decision: FaultDecision?
    ) -> Outcome {
        let configuration = state.setting.configuration
        let lifecycle = now + configuration.lifecycleOffset
        let place = FakeState.Place(namespace: judgement.namespace, region: judgement.region)
        let call = Call(
            operation: handler.operation, input: judgement.input, region: judgement.region,
            partition: state.setting.partition(of: judgement.region), now: lifecycle,
            policies: configuration.policies, quota: decision?.quota ?? configuration.quota,
            sourceLimit: configuration.limits.sources, blindTime: decision?.blindTime ?? .zero)
        // The default is there for the first call of a namespace.
        return withTable(at: place, in: &state) { table in
            table.sweep(at: lifecycle, expiry: configuration.policies.pendingExpiry)
            return handler.run(call, &table)
        }
    }

    private static func withTable(
        at place: FakeState.Place, in state: inout FakeState, _ body: (inout SourceTable) -> Outcome
    ) -> Outcome {
        body(&state.tables[place, default: SourceTable()])
    }

    private static func disabled(
        _ handler: OperationHandler, _ judgement: Judgement, _ setting: Setting
    ) -> Refusal? {
        let isUnlisted =
            setting.policies.unlistedRegion == .disabled
            && !RegionFacts.withPartnerSources.contains(judgement.region)
        guard setting.configuration.isDisabled || isUnlisted else { return nil }
        return Refusal(
            .operationDisabled,
            message: "The operation \(handler.operation.name) is not available in this region.",
            explanation: "the operation is disabled\n"
                + (isUnlisted ? "\(judgement.region) is not listed" : "the fake was told so"))
    }

    // MARK: what is no call

    private static func strayAnswer(_ opening: Opening) -> ServerAnswer {
        let refusal = Refusal(
            .unrecognizedClient, message: "The security token included in the request is invalid.",
            explanation: "the key is of before a reset")
        return ServerAnswer(
            AnswerWriter.response(
                refusal, requestID: opening.requestID, date: opening.date, errorType: .bare))
    }

    /// The answer to what could not be read as a request; it has a request id as every answer has.
    private func answer(to defect: RequestDefect, of arrival: Arrival, at now: Duration) -> ServerAnswer {
        let opening = state.withLock { Self.open(&$0, nil, now) }
        let body = Array((defect.message + "\n").utf8)
        let response = HTTPResponse(
            status: defect.kind.status, reason: defect.kind.reason,
            fields: [
                (AWSJSON.requestIDHeader, opening.requestID), ("Content-Type", "text/plain; charset=utf-8"),
                ("Date", opening.date),
            ], body: body)
        let entry = JournalEntry(
            sequence: opening.sequence, receivedAt: now, connection: arrival.connection,
            request: arrival.request, rawHead: arrival.rawHead, operation: nil, accessKey: nil,
            namespace: FakeCredential.defaultNamespace, verification: .unchecked,
            answer: .init(
                status: defect.kind.status, errorCode: nil, requestID: opening.requestID, body: body),
            evidence: .text("this is no request\n\(defect.message)"), faults: [])
        note(entry, opening)
        return ServerAnswer(response)
    }
}

extension Outcome {
    fileprivate var code: String? {
        if case .refusal(let refusal) = self { refusal.code } else { nil }
    }

    fileprivate var explanation: Explanation? {
        if case .refusal(let refusal) = self { refusal.explanation } else { nil }
    }
}

extension Judgement {
    /// Whose state it works on.
    var namespace: String { credential?.namespace ?? FakeCredential.defaultNamespace }
}
