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
                "no connection is accepted for a while", [.required("for", .duration)], isAvailable: false)
        case .acceptDelay:
            FaultEntry(
                "a connection is accepted later by this much", [.required("for", .duration)],
                isAvailable: false)
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
                "no more than this many connections are open at once",
                [.required("count", .integer(1...100_000))], isAvailable: false)
        // `entry` sends each name to its own group.
        default:
            preconditionFailure("\(name.rawValue) is not a connection fault")
        }
    }
}
