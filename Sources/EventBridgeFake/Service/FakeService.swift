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
    let cache: SigningKeyCache
    private let witness: (@Sendable (JournalEntry) -> Void)?
    /// What listens for it; nil for a service without sockets.
    let listener = Mutex<FakeListener?>(nil)

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
        followRefusals()
    }

    /// Goes on with a changed configuration: credentials and policies count at once, what is held stays as it is.
    package func reconfigure(_ change: (inout FakeConfiguration) -> Void) {
        state.withLock { state in
            var configuration = state.setting.configuration
            change(&configuration)
            state.change(to: Setting(configuration, cache: cache))
        }
    }

    /// What the server does about a request that arrived at this time since 1970.
    package func answer(to arrival: Arrival, at now: Duration) -> ServerAnswer {
        if let defect = arrival.defect { return answer(to: defect, of: arrival, at: now) }
        let reading = CallReading(arrival.request)
        let opening = state.withLock { Self.open(&$0, reading, now) }
        guard !opening.isStray else { return Self.strayAnswer(opening) }
        let judgement = Judgement(arrival.request, reading, opening.setting, now: opening.serviceTime)
        let result = state.withLock { Self.decide(&$0, reading, opening, judgement, now) }
        guard let (outcome, found) = result else { return Self.strayAnswer(opening) }
        var drawn = found
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
            if !faulty.missed.isEmpty { spare(&drawn, faulty.missed, opening, judgement) }
            steps = faulty.steps
            served.status = faulty.status
            served.body = faulty.wire.response.body
        }
        let entry = JournalEntry(
            sequence: opening.sequence, receivedAt: now, connection: arrival.connection,
            request: arrival.request, rawHead: arrival.rawHead, operation: reading.handler?.operation.name,
            accessKey: reading.accessKey, namespace: judgement.namespace,
            verification: judgement.verification, answer: served, evidence: outcome.explanation,
            faults: drawn.faults.map(\.title))
        note(entry, opening)
        return ServerAnswer(steps: steps)
    }

    /// Takes back the hits of faults that befell nothing: the answer ended before the byte they waited for.
    private func spare(
        _ drawn: inout DrawnFaults, _ missed: [DrawnAction], _ opening: Opening, _ judgement: Judgement
    ) {
        let ids = drawn.spared(missed: missed)
        drawn.faults.removeAll { ids.contains($0.id) }
        state.withLock { state in
            guard state.epoch == opening.epoch else { return }
            state.inNamespace(judgement.namespace) { $0.book.takeBackHits(of: ids) }
        }
    }

    /// Writes into the journal, unless a reset came in between.
    private func note(_ entry: JournalEntry, _ opening: Opening) {
        let isKept = state.withLock { state in
            if state.epoch == opening.epoch {
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
        /// Which of the fake's beginnings it belongs to.
        let epoch: Int
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
        let isStray = key.map { state.retired.contains($0) && state.setting.credentials[$0] == nil } ?? false
        var drawn = DrawnFaults()
        if isStray {
            state.strays += 1
        } else {
            state.sequence += 1
            if state.hasClockSkew, let reading {
                drawn = state.inNamespace(ofKey: key) {
                    $0.book.draw(facts(reading, now, isSound: true), .beforeSignature)
                }
            }
        }
        let skew = drawn.actions.reduce(state.setting.clockSkew) { sum, element in
            (sum + element.action.duration("by")).bounded
        }
        return Opening(
            setting: state.setting, epoch: state.epoch, isStray: isStray, sequence: state.sequence,
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
        guard state.epoch == opening.epoch else {
            state.strays += 1
            return nil
        }
        return state.inNamespace(judgement.namespace) { namespace in
            decide(&namespace, reading, opening, judgement, now)
        }
    }

    private static func decide(
        _ namespace: inout NamespaceState, _ reading: CallReading, _ opening: Opening,
        _ judgement: Judgement, _ now: Duration
    ) -> (Outcome, DrawnFaults) {
        var drawn = opening.drawn
        if !namespace.book.isEmpty {
            let more = namespace.book.draw(
                facts(reading, now, isSound: judgement.refusal == nil), .afterSignature)
            drawn.faults += more.faults
            drawn.actions += more.actions
        }
        if let refusal = judgement.refusal { return (.refusal(refusal), drawn) }
        guard let handler = reading.handler else {
            preconditionFailure("a sound request names an operation")
        }
        let decision = drawn.actions.isEmpty ? nil : FaultDecision(drawn, operation: handler.operation)
        return (carryOut(handler, decision, &namespace, opening, judgement, now), drawn)
    }

    /// What the call comes to; faults may have a say in it.
    private static func carryOut(
        _ handler: OperationHandler, _ decision: FaultDecision?, _ namespace: inout NamespaceState,
        _ opening: Opening, _ judgement: Judgement, _ now: Duration
    ) -> Outcome {
        if let scripted = decision?.outcome, decision?.takesEffect == false { return scripted }
        let refusal =
            judgement.inputRefusal
            ?? disabled(handler, judgement.region, opening.setting, namespace.isDisabled)
        if let refusal { return decision?.outcome ?? .refusal(refusal) }
        let call = call(handler, decision, namespace, opening, judgement, now)
        guard let decision else { return run(handler, call, &namespace) }
        let before = namespace.regions[call.region]
        let outcome = run(handler, call, &namespace)
        if case .success = outcome, decision.needsError {
            namespace.regions[call.region] = before
            return .refusal(
                FaultDecision.refusal("InternalException", nil, handler.operation))
        }
        if decision.isUndone || !decision.takesEffect { namespace.regions[call.region] = before }
        if decision.startsAnew { namespace.regions = [:] }
        return decision.outcome ?? outcome
    }

    private static func call(
        _ handler: OperationHandler, _ decision: FaultDecision?, _ namespace: NamespaceState,
        _ opening: Opening, _ judgement: Judgement, _ now: Duration
    ) -> Call {
        Call(
            operation: handler.operation, input: judgement.input,
            account: judgement.credential?.account ?? FakeCredential.example.account,
            partner: judgement.credential?.partner, region: judgement.region,
            partition: opening.setting.partition(of: judgement.region), now: now + namespace.lifecycleOffset,
            policies: opening.setting.policies, quota: decision?.quota ?? namespace.quota,
            limits: opening.setting.limits, requestID: opening.requestID,
            blindTime: decision?.blindTime ?? .zero)
    }

    private static func run(
        _ handler: OperationHandler, _ call: Call, _ namespace: inout NamespaceState
    ) -> Outcome {
        run(handler, call, on: &namespace.regions[call.region, default: RegionState()])
    }

    private static func run(
        _ handler: OperationHandler, _ call: Call, on region: inout RegionState
    ) -> Outcome {
        region.sweep(at: call.now, expiry: call.policies.pendingExpiry)
        return handler.run(call, &region)
    }

    private static func disabled(
        _ handler: OperationHandler, _ region: String, _ setting: Setting, _ isDisabled: Bool
    ) -> Refusal? {
        let isUnlisted =
            setting.policies.unlistedRegion == .disabled && !RegionFacts.withPartnerSources.contains(region)
        guard isDisabled || isUnlisted, handler.canBeDisabled else { return nil }
        return Refusal(
            .operationDisabled,
            message: "The operation \(handler.operation.name) is not available in this region.",
            explanation: "the operation is disabled\n"
                + (isUnlisted ? "\(region) is not listed" : "the fake was told so"))
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
