import AWSWire
import JSONTree

/// Makes a source in state PENDING, unless its name is taken or the quota is used up.
@Sendable
func createPartnerEventSource(_ call: Call, _ region: inout RegionState) -> Outcome {
    let name = call.text("Name") ?? ""
    let account = call.text("Account") ?? ""
    let taken = duplicate(of: name, account: account, in: region.sources, call)
    let full = exhausted(region.sources, call)
    let refusal =
        switch call.policies.duplicateAndQuota {
        case .duplicateFirst: taken ?? full
        case .quotaFirst: full ?? taken
        }
    if let refusal { return .refusal(refusal) }
    let arn = call.arn(of: name)
    // Within the blind time a taken name looks free, and the create changes nothing.
    if region.sources.source(named: name, where: { $0.account == account }) == nil {
        region.sources.add(
            PartnerEventSource(
                name: name, account: account, region: call.region, state: .pending, createdAt: call.now,
                arn: arn))
    }
    return .success(["EventSourceArn": .string(arn)])
}

/// How soon after a create another one of its name still counts as simultaneous.
private let simultaneousTime = Duration.seconds(1)

private func duplicate(
    of name: String, account: String, in table: SourceTable, _ call: Call
) -> Refusal? {
    let holder = table.holder(of: name) { holder, since in
        // Without a blind time a name is taken whatever the clocks say: of two calls at once the one that arrived
        // first may be carried out last.
        let isSeen = call.blindTime == .zero || call.now - since >= call.blindTime
        return isSeen && (call.policies.secondAccount == .refused || holder == account)
    }
    guard let holder else { return nil }
    let age = max(.zero, call.now - holder.since)
    if age < simultaneousTime && call.policies.simultaneousCreate == .concurrentModification {
        return Refusal(
            .concurrentModification,
            message: "Event source \(name) was modified by another call at the same time.",
            explanation: "another create of this name had just won\nit was account \(holder.account)'s")
    }
    var refusal = Refusal(
        .resourceAlreadyExists, message: "Event source \(name) already exists.", explanation: "")
    refusal.explanation = .nameTaken(name, account: holder.account, age: age)
    return refusal
}

private func exhausted(_ table: SourceTable, _ call: Call) -> Refusal? {
    let message = "The requested resource exceeds the maximum number allowed."
    if let quota = call.quota, table.count >= quota {
        return Refusal(
            .limitExceeded, message: message,
            explanation: "the quota is used up\n\(table.count) of \(quota) sources in \(call.region)")
    }
    guard table.count >= call.limits.sources else { return nil }
    return Refusal(
        .limitExceeded, message: message,
        explanation: "the fake keeps no more sources\nits own bound is \(call.limits.sources)")
}
