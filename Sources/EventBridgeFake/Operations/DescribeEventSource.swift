import AWSWire
import JSONTree

/// Tells the caller everything of a source that was offered to its account.
@Sendable
func describeEventSource(_ call: Call, _ region: inout RegionState) -> Outcome {
    let name = call.text("Name") ?? ""
    guard let source = region.sources.source(named: name, account: call.account) else {
        return .refusal(
            Refusal(
                .resourceNotFound, message: "Event source \(name) does not exist.",
                explanation: "account \(call.account) has no source of this name\n"
                    + "\(call.region) is where it was looked for"))
    }
    return .success(customerView(of: source, call))
}

/// A source as its customer sees it.
func customerView(of source: PartnerEventSource, _ call: Call) -> JSONObject {
    var view: JSONObject = [
        "Arn": .string(source.arn), "CreatedBy": .string(partner(of: source.name, call)),
        "CreationTime": .timestamp(source.createdAt),
    ]
    if let time = call.expiration(of: source) { view.append("ExpirationTime", .timestamp(time)) }
    view.append("Name", .string(source.name))
    view.append("State", .string(source.state.rawValue))
    return view
}

/// The partner that a name belongs to, in the form that the policy says.
private func partner(of name: String, _ call: Call) -> String {
    let parts = name.split(separator: "/", maxSplits: 2)
    guard parts.count > 1 else { return name }
    return switch call.policies.createdBy {
    case .partnerName: "\(parts[0])/\(parts[1])"
    case .domain: String(parts[1])
    }
}
