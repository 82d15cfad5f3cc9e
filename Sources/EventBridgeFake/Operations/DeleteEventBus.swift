import AWSWire
import JSONTree

/// Takes a bus of the caller away; its source goes back to PENDING, or is gone where the partner deleted it.
///
/// One that is not there is no error: the operation's list has none for it.
@Sendable
func deleteEventBus(_ call: Call, _ region: inout RegionState) -> Outcome {
    let name = call.text("Name") ?? ""
    guard name != defaultBusName else {
        return .refusal(
            Refusal(
                .validation, message: "Cannot delete event bus default.",
                explanation: "the default bus cannot be deleted\nevery account has it"))
    }
    _ = region.removeBus(name, account: call.account, at: call.now)
    return .success([:])
}
