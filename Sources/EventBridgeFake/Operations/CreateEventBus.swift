import AWSWire
import JSONTree

/// Makes a bus for the caller: one that is matched with a partner's source, which becomes ACTIVE, or one of its own.
@Sendable
func createEventBus(_ call: Call, _ region: inout RegionState) -> Outcome {
    let name = call.text("Name") ?? ""
    let sourceName = call.text("EventSourceName")
    if let refusal = misnamed(name, sourceName) ?? existing(name, call, region) {
        return .refusal(refusal)
    }
    if let sourceName {
        guard let source = region.sources.source(named: sourceName, account: call.account) else {
            return .refusal(
                Refusal(
                    .resourceNotFound, message: "Event source \(sourceName) does not exist.",
                    explanation: "account \(call.account) has no source of this name\n"
                        + "\(call.region) is where it was looked for"))
        }
        guard source.state == .pending else {
            return .refusal(.wrongState(source, "only a PENDING source can be matched with a new bus"))
        }
    }
    if let refusal = exhausted(call, region) { return .refusal(refusal) }
    if let sourceName {
        region.sources.change(sourceName, account: call.account) { $0.state = .active }
    }
    let arn = call.busARN(of: name)
    region.buses.add(
        EventBus(
            name: name, account: call.account, region: call.region, arn: arn, sourceName: sourceName,
            createdAt: call.now))
    var output: JSONObject = ["EventBusArn": .string(arn)]
    for member in ["Description", "KmsKeyIdentifier", "DeadLetterConfig", "LogConfig"] {
        if let value = call.input[member], value != .null { output.append(member, value) }
    }
    return .success(output)
}

/// The rules of a bus's name that the model's pattern does not say.
private func misnamed(_ name: String, _ sourceName: String?) -> Refusal? {
    if let sourceName {
        guard sourceName != name else { return nil }
        return Refusal(
            .validation, message: "Event bus name \(name) must match event source name \(sourceName).",
            explanation: "a partner's bus has the name of its source\n'\(name)' is not '\(sourceName)'")
    }
    if name.hasPrefix("aws.") {
        return Refusal(
            .validation, message: "EventBus name starting with 'aws.' is not valid.",
            explanation: "a name that begins with 'aws.' needs EventSourceName\nfound '\(name)'")
    }
    guard name.utf8.contains(UInt8(ascii: "/")) else { return nil }
    return Refusal(
        .validation, message: "Event bus name must not contain '/'.",
        explanation: "only a partner's bus has a slash in its name\nfound '\(name)'")
}

private func existing(_ name: String, _ call: Call, _ region: RegionState) -> Refusal? {
    guard name == defaultBusName || region.buses.contains(name, account: call.account) else { return nil }
    return Refusal(
        .resourceAlreadyExists, message: "Event bus \(name) already exists.",
        explanation: "the bus is there already\naccount \(call.account) has it in \(call.region)")
}

/// The bus that every account has from the start.
let defaultBusName = "default"

private func exhausted(_ call: Call, _ region: RegionState) -> Refusal? {
    let count = region.buses.count(of: call.account)
    guard count >= call.policies.busQuota else { return nil }
    return Refusal(
        .limitExceeded, message: "The requested resource exceeds the maximum number allowed.",
        explanation: "the quota of buses is used up\n\(count) of \(call.policies.busQuota) in \(call.region)")
}
