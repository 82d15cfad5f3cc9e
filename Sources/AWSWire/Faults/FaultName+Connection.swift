extension FaultName {
    /// The catalogue's connection faults.
    static func connectionEntry(of name: FaultName) -> FaultEntry {
        switch name {
        case .reset:
            FaultEntry(
                "the connection is reset: as soon as it is made, before a byte of the answer, or in its body",
                [
                    .optional(
                        "at", .word(["before-read", "after-read", "mid-body"]), .text("after-read")),
                    .optional("after-bytes", .integer(0...100_000_000)),
                ])
        case .drop:
            FaultEntry("the connection is closed without a byte of an answer")
        case .closeAfter:
            FaultEntry(
                "the connection is closed after this many bytes of the answer",
                [.required("bytes", .integer(0...100_000_000))])
        case .refuse:
            FaultEntry(
                "nothing listens for this long from when it is armed: connections are refused",
                [.required("for", .duration)])
        case .acceptDelay:
            FaultEntry(
                "a connection stands at once, and nothing of it is read before this much later",
                [.required("for", .duration)])
        case .halfClose:
            FaultEntry("after the answer the server's sending side is closed, its receiving side is not")
        case .noKeepalive:
            FaultEntry("the connection is closed after the answer, and the answer says so")
        case .closeIdle:
            FaultEntry(
                "the connection is closed this long after the answer, which does not say so",
                [.required("after", .duration)])
        case .maxConnections:
            FaultEntry(
                "of more connections at once than this many, those beyond it are closed as soon as they are made",
                [.required("count", .integer(1...100_000))])
        // `entry` sends each name to its own group.
        default:
            preconditionFailure("\(name.rawValue) is not a connection fault")
        }
    }
}
