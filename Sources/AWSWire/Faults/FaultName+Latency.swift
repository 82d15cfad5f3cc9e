extension FaultName {
    /// The catalogue's latency faults.
    static func latencyEntry(of name: FaultName) -> FaultEntry {
        switch name {
        case .delayFixed:
            FaultEntry("the answer comes later by this much", [.required("for", .duration)])
        case .delayUniform:
            FaultEntry(
                "the answer comes later by a time drawn evenly from a range",
                [.required("lower", .duration), .required("upper", .duration)])
        case .delayLognormal:
            FaultEntry(
                "the answer comes later by a time drawn from a log-normal distribution",
                [
                    .required("median", .duration), .required("sigma", .number(0...10)),
                    .optional("max", .duration),
                ])
        case .delayNormal:
            FaultEntry(
                "the answer comes later by a time drawn from a normal distribution",
                [.required("mean", .duration), .required("stddev", .duration)])
        case .delayJitter:
            FaultEntry(
                "the answer comes later by a base time, more or less",
                [.required("base", .duration), .required("plus-minus", .duration)])
        case .delayFirstByte:
            FaultEntry("nothing is sent for this long", [.required("for", .duration)])
        case .delayHeaders:
            FaultEntry("the status line comes at once, the headers later", [.required("for", .duration)])
        case .delayBody:
            FaultEntry("the head comes at once, the body later", [.required("for", .duration)])
        case .dribble:
            FaultEntry(
                "the answer comes in this many pieces, spread over this time",
                [.required("chunks", .integer(1...100_000)), .required("over", .duration)])
        case .bandwidth:
            FaultEntry(
                "the answer comes at no more than this many thousand bytes a second",
                [.required("kilobytes-per-second", .number(0.001...1_000_000))])
        case .slicer:
            FaultEntry(
                "the answer comes in small slices with a pause between them",
                [
                    .required("average", .integer(1...1_000_000)),
                    .optional("variation", .integer(0...1_000_000), .integer(0)),
                    .required("delay", .duration),
                ])
        case .slowClose:
            FaultEntry(
                "the answer says that the connection closes, which it does this much later",
                [.required("for", .duration)])
        case .hang:
            FaultEntry("the request is read and never answered")
        case .stallMidway:
            FaultEntry(
                "the answer stops for good after this many bytes (half of it unless told)",
                [.optional("after-bytes", .integer(0...100_000_000))])
        // `entry` sends each name to its own group.
        default:
            preconditionFailure("\(name.rawValue) is not a latency fault")
        }
    }
}
