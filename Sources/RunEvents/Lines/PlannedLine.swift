/// Where the parts of a planned case stand in its line, if the line has the usual form.
///
/// Texts with escapes are not of that form. Tags and the description are only passed over.
struct PlannedLine {
    let index: Int
    /// Where the line feed stands.
    let end: Int
    let file: Range<Int>
    let scenario: Range<Int>
    let label: Range<Int>?
    /// The texts of the list with what is between them; empty for none.
    let requirements: Range<Int>

    /// The line starts there; nil where it has another form, or where the bytes end before it.
    init?(_ bytes: Span<UInt8>, at start: Int) {
        var at = start
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
            guard let texts = bytes.texts(at: &at) else { return nil }
            requirements = texts
        }
        if bytes.passes(UsualForm.tags, at: &at), bytes.texts(at: &at) == nil { return nil }
        if bytes.passes(UsualForm.description, at: &at), bytes.text(at: &at) == nil { return nil }
        guard bytes.passes(UsualForm.end, at: &at) else { return nil }
        self.index = index
        end = at - 1
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

    /// Puts the case's name and requirements in the place of what the buffer holds.
    func copy(from bytes: [UInt8], to plain: inout PlainCase) {
        plain.name.removeAll(keepingCapacity: true)
        plain.name.append(contentsOf: bytes[scenario])
        if let label {
            plain.name.append(UInt8(ascii: ":"))
            plain.name.append(UInt8(ascii: " "))
            plain.name.append(contentsOf: bytes[label])
        }
        plain.requirements.removeAll(keepingCapacity: true)
        if !requirements.isEmpty { plain.requirements.append(contentsOf: bytes[requirements]) }
    }
}
