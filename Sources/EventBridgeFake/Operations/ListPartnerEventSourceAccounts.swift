import AWSWire
import JSONTree

/// Lists the accounts that a source was offered to, with its state at each; the partner's view.
@Sendable
func listPartnerEventSourceAccounts(_ call: Call, _ region: inout RegionState) -> Outcome {
    let name = call.text("EventSourceName") ?? ""
    let seen =
        call.policies.deletedAccounts == .hidden
        ? region.sources.sources(named: name) : region.sources.everySource(named: name)
    let sources = seen.sorted { $0.account < $1.account }
    guard !sources.isEmpty else { return .refusal(.noSource(name, call, region)) }
    do throws(PageRefusal) {
        let page = try call.page(
            of: sources.map(\.account), startingWith: "", list: "accounts \(name)")
        // Slices keep their place in the whole.
        let elements = sources[page.names.indices].map { source -> JSONValue in
            var element: JSONObject = [
                "Account": .string(source.account), "CreationTime": .timestamp(source.createdAt),
            ]
            if let time = call.expiration(of: source) { element.append("ExpirationTime", .timestamp(time)) }
            element.append("State", .string(source.state.rawValue))
            return .object(element)
        }
        var output: JSONObject = ["PartnerEventSourceAccounts": .array(elements)]
        if let token = page.nextToken { output.append("NextToken", .string(token)) }
        return .success(output)
    } catch {
        return .refusal(error.refusal)
    }
}

extension Refusal {
    /// A source that the partner does not see.
    static func noSource(_ name: String, _ call: Call, _ region: RegionState) -> Refusal {
        Refusal(
            .resourceNotFound, message: "Event source \(name) does not exist.",
            explanation:
                "there is no source of this name in \(call.region)\n\(region.sources.count) others are there")
    }
}
