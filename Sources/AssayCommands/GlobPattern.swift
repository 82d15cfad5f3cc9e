import ScenarioRunner

/// A pattern for one component of a path: `*`, `?` and `[a-z]`; `**` stands for any number of folders.
package struct GlobPattern: Hashable, Sendable {
    private let pattern: WildcardPattern
    private let coversHidden: Bool

    package init(_ text: String) {
        let scalars = Array(text.unicodeScalars)
        var elements: [WildcardPattern.Element] = []
        var at = 0
        while at < scalars.count {
            if scalars[at] == "[", let (element, next) = Self.bracket(scalars, at) {
                elements.append(element)
                at = next
            } else {
                elements += WildcardPattern(stars: String(scalars[at])).elements
                at += 1
            }
        }
        pattern = WildcardPattern(elements)
        coversHidden = scalars.first == "."
    }

    /// Whether a path component holds characters that make it a pattern.
    package static func isPattern(_ text: some StringProtocol) -> Bool {
        text.unicodeScalars.contains { $0 == "*" || $0 == "?" || $0 == "[" }
    }

    /// Whether the component stands for any number of folders.
    package var isAnyDepth: Bool { pattern.elements == [.anyRun, .anyRun] }

    /// Whether the whole of a name is covered by the pattern; hidden names only by a pattern that says so.
    package func covers(_ name: String) -> Bool {
        (coversHidden || name.unicodeScalars.first != ".") && pattern.covers(name)
    }

    /// The scalars that a bracket lists, and the place behind it; nil for one without an end, which stands for itself.
    private static func bracket(
        _ scalars: [Unicode.Scalar], _ start: Int
    ) -> (element: WildcardPattern.Element, next: Int)? {
        var at = start + 1
        let isNegated = at < scalars.count && (scalars[at] == "!" || scalars[at] == "^")
        if isNegated { at += 1 }
        guard let end = scalars[min(at + 1, scalars.count)...].firstIndex(of: "]") else { return nil }
        var ranges: [ClosedRange<Unicode.Scalar>] = []
        while at < end {
            if at + 2 < end, scalars[at + 1] == "-" {
                ranges.append(scalars[at]...max(scalars[at], scalars[at + 2]))
                at += 3
            } else {
                ranges.append(scalars[at]...scalars[at])
                at += 1
            }
        }
        return (.oneOf(ranges, isNegated: isNegated), end + 1)
    }
}
