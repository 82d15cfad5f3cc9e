import AWSWire
import JSONTree

/// Tells the ARN of a source; the partner's view has no state.
@Sendable
func describePartnerEventSource(_ call: Call, _ table: inout SourceTable) -> Outcome {
    let name = call.text("Name") ?? ""
    guard let source = table.source(named: name, where: { _ in true }) else {
        return .refusal(
            Refusal(
                .resourceNotFound, message: "Event source \(name) does not exist.",
                explanation:
                    "there is no source of this name in \(call.region)\n\(table.count) others are there"))
    }
    return .success(["Arn": .string(source.arn), "Name": .string(source.name)])
}
