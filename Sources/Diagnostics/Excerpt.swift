/// One line of a text as a terminal shows it, and the marker that goes under a range of it.
struct Excerpt {
    /// The line, made visible, cut around the range when it is very long.
    let text: String
    /// White space as wide as what stands before the range; tabs stay tabs.
    let indent: String
    /// A caret and tildes as wide as the range.
    let marker: String

    /// The widest line shown whole; of a longer one, a window around the range.
    private static let widest = 160

    init(line: Substring, range: SourceRange) {
        let scalars = Array(line.unicodeScalars)
        let start = min(range.start.column - 1, scalars.count)
        let end = min(max(start + range.length, start + 1), max(scalars.count, start + 1))
        var first = 0
        var last = scalars.count
        if scalars.count > Self.widest {
            first = max(0, start - Self.widest / 2)
            last = min(scalars.count, first + Self.widest)
        }
        let before = shown(scalars[first..<start])
        let within = shown(scalars[start..<min(end, last)])
        let after = shown(scalars[min(end, last)..<last])
        let opening = first > 0 ? "…" : ""
        text = opening + before + within + after + (last < scalars.count ? "…" : "")
        indent = opening.isEmpty ? blank(like: before) : " " + blank(like: before)
        marker = "^" + String(repeating: "~", count: max(0, width(of: within) - 1))
    }
}

private func shown(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars)
    return visible(String(view))
}

/// White space that takes the room of a text: a tab for a tab, two spaces for a wide character.
private func blank(like text: String) -> String {
    text.reduce(into: "") { result, character in
        result += character == "\t" ? "\t" : String(repeating: " ", count: width(of: character))
    }
}

private func width(of text: String) -> Int {
    text.reduce(0) { $0 + width(of: $1) }
}

/// Columns that a terminal gives to a character: two for East Asian wide ones and emoji.
private func width(of character: Character) -> Int {
    guard let scalar = character.unicodeScalars.first else { return 0 }
    switch scalar.value {
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xA960...0xA97F, 0xAC00...0xD7A3,
        0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF01...0xFF60, 0xFFE0...0xFFE6,
        0x1F300...0x1F64F, 0x1F680...0x1F6FF, 0x1F900...0x1FAFF, 0x20000...0x3FFFD:
        return 2
    default:
        let properties = scalar.properties
        if properties.isEmojiPresentation { return 2 }
        return properties.generalCategory == .nonspacingMark || properties.generalCategory == .format ? 0 : 1
    }
}
