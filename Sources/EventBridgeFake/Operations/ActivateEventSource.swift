import AWSWire
import JSONTree

/// Makes the caller's bus receive the events of its source.
@Sendable
func activateEventSource(_ call: Call, _ region: inout RegionState) -> Outcome {
    turn(call, &region, to: .active) { $0.state = .active }
}

/// Stops the events of a source; the caller's bus stays.
@Sendable
func deactivateEventSource(_ call: Call, _ region: inout RegionState) -> Outcome {
    turn(call, &region, to: .pending) { $0.suspend(at: call.now) }
}

/// Brings a source that has a bus from one of PENDING and ACTIVE to the other.
private func turn(
    _ call: Call, _ region: inout RegionState, to state: PartnerEventSource.State,
    _ change: (inout PartnerEventSource) -> Void
) -> Outcome {
    let name = call.text("Name") ?? ""
    let source = region.sources.source(named: name, account: call.account)
    guard let source, region.buses.contains(name, account: call.account) else {
        return .refusal(
            Refusal(
                .resourceNotFound, message: "Event source \(name) or event bus \(name) does not exist.",
                explanation: source == nil
                    ? "account \(call.account) has no source of this name\n\(call.region) is where it was looked for"
                    : "account \(call.account) has no bus for this source\nCreateEventBus makes one"))
    }
    guard source.state != .deleted else {
        return .refusal(.wrongState(source, "its partner deleted it"))
    }
    if source.state == state, call.policies.repeatedActivation == .invalidState {
        return .refusal(.wrongState(source, "it is \(state.rawValue) already"))
    }
    region.sources.change(name, account: call.account, change)
    return .success([:])
}

extension Refusal {
    /// A source whose state does not allow what was asked.
    static func wrongState(_ source: PartnerEventSource, _ reason: String) -> Refusal {
        Refusal(
            .invalidState,
            message: "Event source \(source.name) is in state \(source.state.rawValue).",
            explanation: "the source is in a state that does not allow this\n\(reason)")
    }
}
