/// The end of a case that passed and of which there is no more to say than how long it took.
struct PassedLine {
    let index: Int
    /// Where the line feed stands.
    let end: Int
    let nanoseconds: UInt64

    /// The line starts there; nil where it has another form or says more, or where the bytes end before it.
    init?(_ bytes: Span<UInt8>, at start: Int) {
        var at = start
        guard bytes.passes(UsualForm.finished, at: &at), let index = bytes.integer(at: &at),
            bytes.passes(UsualForm.passed, at: &at), let nanoseconds = bytes.nanoseconds(at: &at),
            bytes.passes(UsualForm.end, at: &at)
        else { return nil }
        self.index = index
        end = at - 1
        self.nanoseconds = nanoseconds
    }
}
