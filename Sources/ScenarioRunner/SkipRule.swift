import AWSWire
import Diagnostics
import RunEvents
import ScenarioLanguage

/// Says why a case cannot run here, as far as that is known before anything is sent.
struct SkipRule {
    let caller: CallerKind
    let target: TargetAbilities

    /// The reason, naming what is missing; nil where the case can run.
    func reason(for scenarioCase: ScenarioCase) -> String? {
        if let skip = scenarioCase.skip { return skip }
        guard scenarioCase.callers.contains(caller) else {
            switch caller {
            case .own: return "only for a client under test"
            case .client: return "not for a client under test"
            }
        }
        if let given = scenarioCase.given, !target.canBePrepared {
            return "\(target.name) cannot be put in a state (given: \(Self.parts(of: given)))"
        }
        let steps = scenarioCase.steps + scenarioCase.finally
        if !target.canBePrepared, steps.contains(where: { $0.clock != nil }) {
            return "\(target.name) has no clock that can be moved (clock)"
        }
        // The summary counts equal reasons, so none names a line.
        if !target.hasJournal, steps.contains(where: { $0.expectation.wire?.isOnlyWhereWitnessed == false }) {
            return "\(target.name) does not show what it received (wire)"
        }
        if !target.hasJournal, steps.contains(where: { $0.expectation.needs?.facts.isEmpty == false }) {
            return "\(target.name) does not show what it received (needs)"
        }
        if !target.showsState, steps.contains(where: { $0.expectation.state?.isOnlyWhereWitnessed == false })
        {
            return "\(target.name) does not show what it holds (state)"
        }
        if scenarioCase.context.hasSessionToken, !target.hasTemporaryCredentials {
            return "there are no temporary credentials for \(target.name) (context: session-token)"
        }
        if caller == .own, let mode = scenarioCase.context.retryMode, mode != .standard {
            return "Assay's own client knows the standard retry mode alone (context: retry-mode)"
        }
        if caller == .client {
            let foreign = scenarioCase.steps.first { step in
                if step.isByHarness { return false }
                switch step.action {
                case .call(let operation, _): return operation != .createPartnerEventSource
                case .send: return true
                }
            }
            if let foreign { return "a client under test cannot make the step '\(foreign.title)'" }
        }
        return nil
    }

    private static func parts(of given: Given) -> String {
        var parts: [String] = []
        if !given.sources.isEmpty { parts.append("sources") }
        if given.quota != nil { parts.append("quota") }
        if given.isDisabled { parts.append("disabled") }
        if given.clock != nil { parts.append("clock") }
        if given.clockSkew != nil { parts.append("clock-skew") }
        if !given.credentials.isEmpty { parts.append("credentials") }
        if !given.faults.isEmpty { parts.append("faults") }
        if !given.policies.isEmpty { parts.append("policies") }
        if !given.accounts.isEmpty { parts.append("accounts") }
        if !given.regions.isEmpty { parts.append("regions") }
        if given.tls != nil { parts.append("tls") }
        // What is given may also be that there is nothing.
        return parts.isEmpty ? "no sources" : parts.joined(separator: ", ")
    }
}
