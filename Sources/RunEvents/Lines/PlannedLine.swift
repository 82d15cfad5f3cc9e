/// Where the parts of a planned case stand in its line, if the line has the usual form.
///
/// Cases with tags or a description are not told apart here; neither are texts with escapes.
struct PlannedLine {
    let index: Int
    let file: Range<Int>
    let scenario: Range<Int>
    let label: Range<Int>?
    /// The texts of the list with what is between them; empty for none.
    let requirements: Range<Int>

    /// The line stands in `bytes[range]`; nil where it has another form.
    init?(_ bytes: Span<UInt8>, in range: Range<Int>) {
        var at = range.lowerBound
        guard bytes.passes(UsualForm.planned, at: &at), let index = bytes.integer(at: &at),
            bytes.passes(UsualForm.file, at: &at), let file = bytes.text(at: &at),
            bytes.passes(UsualForm.line, at: &at), bytes.integer(at: &at) != nil,
            bytes.passes(UsualForm.column, at: &at), bytes.integer(at: &at) != nil,
            bytes.passes(UsualForm.scenario, at: &at), let scenario = bytes.text(at: &at)
        else { return nil }
        var label: Range<Int>?
        if bytes.passes(UsualForm.label, at: &at) {
            guard let text = bytes.text(at: &at) else { return nil }
            label = text
        }
        var requirements = at..<at
        if bytes.passes(UsualForm.requirements, at: &at) {
            let start = at
            repeat {
                guard bytes.text(at: &at) != nil else { return nil }
            } while bytes.passes(UInt8(ascii: ","), at: &at)
            requirements = start..<at
            guard bytes.passes(UInt8(ascii: "]"), at: &at) else { return nil }
        }
        guard bytes.passes(UInt8(ascii: "}"), at: &at), at == range.upperBound else { return nil }
        self.index = index
        self.file = file
        self.scenario = scenario
        self.label = label
        self.requirements = requirements
    }

    /// Goes on with a hash over the case's name; nil where reports would not show the name as it stands.
    func hash(of bytes: Span<UInt8>, after file: NameHash) -> UInt64? {
        let length = scenario.count + (label.map { $0.count + 2 } ?? 0)
        guard length > 0, length <= PlannedCase.nameLimit else { return nil }
        var hash = file
        var isAfterBlank = true
        guard hash.addPlain(bytes, scenario, &isAfterBlank) else { return nil }
        if let label {
            hash.add(UInt8(ascii: ":"))
            hash.add(UInt8(ascii: " "))
            isAfterBlank = true
            guard hash.addPlain(bytes, label, &isAfterBlank) else { return nil }
        }
        return isAfterBlank ? nil : hash.value
    }

    /// Puts the case's name in the place of what the buffer holds.
    func copyName(from bytes: Span<UInt8>, to name: inout [UInt8]) {
        name.removeAll(keepingCapacity: true)
        for place in scenario { name.append(bytes[place]) }
        guard let label else { return }
        name.append(UInt8(ascii: ":"))
        name.append(UInt8(ascii: " "))
        for place in label { name.append(bytes[place]) }
    }
}
