/// A pattern for one component of a path: `*`, `?` and `[a-z]`; `**` stands for any number of folders.
package struct GlobPattern: Hashable, Sendable {
    private let scalars: [Unicode.Scalar]

    package init(_ text: String) {
        scalars = Array(text.unicodeScalars)
    }

    /// Whether a path component holds characters that make it a pattern.
    package static func isPattern(_ text: some StringProtocol) -> Bool {
        text.unicodeScalars.contains { $0 == "*" || $0 == "?" || $0 == "[" }
    }

    /// Whether the component stands for any number of folders.
    package var isAnyDepth: Bool { scalars == ["*", "*"] }

    /// Whether the whole of a name is covered by the pattern; hidden names only by a pattern that says so.
    package func covers(_ name: String) -> Bool {
        let name = Array(name.unicodeScalars)
        if name.first == ".", scalars.first != "." { return false }
        // Greedy with one step back: the last star takes one scalar more whenever the rest does not fit.
        var (at, position) = (0, 0)
        var (star, resume): (Int?, Int) = (nil, 0)
        while position < name.count {
            if at < scalars.count, scalars[at] == "*" {
                star = at
                resume = position
                at += 1
            } else if let next = step(at, over: name[position]) {
                at = next
                position += 1
            } else if let last = star {
                resume += 1
                position = resume
                at = last + 1
            } else {
                return false
            }
        }
        return scalars[at...].allSatisfy { $0 == "*" }
    }

    /// The place in the pattern after one scalar was covered, or nothing when it is not.
    private func step(_ at: Int, over scalar: Unicode.Scalar) -> Int? {
        guard at < scalars.count else { return nil }
        switch scalars[at] {
        case "?":
            return at + 1
        case "[":
            return bracket(at, over: scalar)
        default:
            return scalars[at] == scalar ? at + 1 : nil
        }
    }

    private func bracket(_ start: Int, over scalar: Unicode.Scalar) -> Int? {
        var at = start + 1
        let isNegated = at < scalars.count && (scalars[at] == "!" || scalars[at] == "^")
        if isNegated { at += 1 }
        guard let end = scalars[min(at + 1, scalars.count)...].firstIndex(of: "]") else {
            // Without its end a bracket stands for itself.
            return scalar == "[" ? start + 1 : nil
        }
        var isListed = false
        while at < end {
            if at + 2 < end, scalars[at + 1] == "-" {
                if (scalars[at]...max(scalars[at], scalars[at + 2])).contains(scalar) { isListed = true }
                at += 3
            } else {
                if scalars[at] == scalar { isListed = true }
                at += 1
            }
        }
        return isListed != isNegated ? end + 1 : nil
    }
}
