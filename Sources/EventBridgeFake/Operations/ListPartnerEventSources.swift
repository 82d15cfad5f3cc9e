import AWSWire
import JSONTree

/// Lists the sources whose names begin with a prefix, page by page in order of name.
@Sendable
func listPartnerEventSources(_ call: Call, _ region: inout RegionState) -> Outcome {
    let prefix = call.text("NamePrefix") ?? ""
    let names = region.sources.names()
    do throws(PageRefusal) {
        let page = try call.page(of: names, startingWith: prefix, list: "partner \(prefix)")
        let elements = page.names.map { name -> JSONValue in
            .object(["Arn": .string(call.arn(of: name)), "Name": .string(name)])
        }
        var output: JSONObject = ["PartnerEventSources": .array(elements)]
        if let token = page.nextToken { output.append("NextToken", .string(token)) }
        return .success(output)
    } catch {
        return .refusal(error.refusal)
    }
}
