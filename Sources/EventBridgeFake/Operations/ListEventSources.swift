import AWSWire
import JSONTree

/// Lists the sources that were offered to the caller's account, page by page in order of name.
@Sendable
func listEventSources(_ call: Call, _ region: inout RegionState) -> Outcome {
    let prefix = call.text("NamePrefix") ?? ""
    let names = region.sources.names(of: call.account)
    do throws(PageRefusal) {
        let page = try call.page(
            of: names, startingWith: prefix, list: "customer \(call.account) \(prefix)")
        var elements: [JSONValue] = []
        for name in page.names {
            guard let source = region.sources.source(named: name, account: call.account) else { continue }
            elements.append(.object(customerView(of: source, call)))
        }
        var output: JSONObject = ["EventSources": .array(elements)]
        if let token = page.nextToken { output.append("NextToken", .string(token)) }
        return .success(output)
    } catch {
        return .refusal(error.refusal)
    }
}
