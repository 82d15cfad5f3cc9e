extension FaultName {
    /// The catalogue's faults of the state.
    static func stateEntry(of name: FaultName) -> FaultEntry {
        switch name {
        case .appliedButErrored:
            FaultEntry(
                "the call takes effect, and its answer says that it failed",
                [
                    .optional("with", .word(["error", "reset", "drop", "hang"]), .text("error")),
                    .optional("code", .text, .text("InternalException")), .optional("message", .text),
                    .optional("status", .integer(200...599)),
                ])
        case .notAppliedButOK:
            FaultEntry("the call takes no effect, and its answer says that it did")
        case .eventual:
            FaultEntry(
                "a name is known to be taken only this long after its create", [.required("for", .duration)])
        case .lostAfterRestart:
            FaultEntry(
                "the service starts anew after the answer: its sources are gone, the connection is closed")
        case .clockSkew:
            FaultEntry(
                "the service's clock is wrong by this much, in verification and in the Date header",
                [.required("by", .offset)])
        // `entry` sends each name to its own group.
        default:
            preconditionFailure("\(name.rawValue) is not a fault of the state")
        }
    }
}
