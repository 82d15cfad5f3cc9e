/// What the first two members of a line say: the kind of the event and its case.
struct RunLogHead: Hashable {
    var kind: RunEvent.Kind
    /// None for the start and the end of the run.
    var caseIndex: Int?

    /// Reads a line as far as needed; nil for a kind that is not known, or that an index has no use for.
    static func read(_ bytes: [UInt8], in range: Range<Int>) throws(MalformedLine) -> RunLogHead? {
        // A torn line may still have its head: only a line that ends as an object is a line.
        guard range.count >= 2, bytes[range.upperBound - 1] == UInt8(ascii: "}") else {
            throw MalformedLine(reason: "a line is not a JSON object", position: range.upperBound)
        }
        if isOfNoInterest(bytes.span, range) { return nil }
        var line = LineScanner(bytes, in: range)
        try line.open()
        guard try line.nextName() == "event" else {
            throw line.malformed("the first member of an event is 'event'")
        }
        guard let kind = RunEvent.Kind(rawValue: try line.text()) else { return nil }
        switch kind {
        case .runStarted, .runFinished: return RunLogHead(kind: kind, caseIndex: nil)
        case .casePlanned, .caseStarted, .step, .exchange, .check, .caseFinished: break
        }
        while let name = try line.nextName() {
            if name == "case" { return RunLogHead(kind: kind, caseIndex: try line.integer()) }
            try line.skipValue()
        }
        throw line.malformed("the member 'case' is missing")
    }

    /// Whether the line is one of the many that an index has no use for: steps, exchanges and checks.
    private static func isOfNoInterest(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
        var at = range.lowerBound
        return bytes.passes(UsualForm.step, at: &at) || bytes.passes(UsualForm.exchange, at: &at)
            || bytes.passes(UsualForm.check, at: &at)
    }
}
