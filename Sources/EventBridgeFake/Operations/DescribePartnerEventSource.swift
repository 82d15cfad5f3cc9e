import AWSWire
import JSONTree

/// Tells the ARN of a source; the partner's view has no state.
@Sendable
func describePartnerEventSource(_ call: Call, _ region: inout RegionState) -> Outcome {
    let name = call.text("Name") ?? ""
    guard let source = region.sources.source(named: name, where: { _ in true }) else {
        return .refusal(.noSource(name, call, region))
    }
    return .success(["Arn": .string(source.arn), "Name": .string(source.name)])
}
