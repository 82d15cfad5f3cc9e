/// The end of a case that passed and of which there is no more to say than how long it took.
struct PassedLine {
    let index: Int
    let nanoseconds: UInt64

    /// The line stands in `bytes[range]`; nil where it has another form or says more.
    init?(_ bytes: Span<UInt8>, in range: Range<Int>) {
        var at = range.lowerBound
        guard bytes.passes(UsualForm.finished, at: &at), let index = bytes.integer(at: &at),
            bytes.passes(UsualForm.passed, at: &at), let nanoseconds = bytes.nanoseconds(at: &at),
            bytes.passes(UInt8(ascii: "}"), at: &at), at == range.upperBound
        else { return nil }
        self.index = index
        self.nanoseconds = nanoseconds
    }
}
