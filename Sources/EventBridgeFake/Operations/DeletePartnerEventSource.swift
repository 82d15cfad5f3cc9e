import AWSWire
import JSONTree

/// Takes a source away; one that is not there is no error unless a policy says so.
@Sendable
func deletePartnerEventSource(_ call: Call, _ region: inout RegionState) -> Outcome {
    let name = call.text("Name") ?? ""
    let account = call.text("Account") ?? ""
    guard !region.removeSource(name, account: account) else { return .success([:]) }
    switch call.policies.deleteAbsent {
    case .succeeds:
        return .success([:])
    case .notFound:
        let others = region.sources.sources(named: name).map(\.account)
        let evidence =
            others.isEmpty
            ? "no account has one" : "it belongs to account \(others.joined(separator: ", "))"
        return .refusal(
            Refusal(
                .resourceNotFound, message: "Event source \(name) does not exist.",
                explanation: "account \(account) has no source of this name\n\(evidence)"))
    }
}
