/// A pattern with stars, as names and paths are chosen by; what else it may hold is its reader's.
package struct WildcardPattern: Hashable, Sendable {
    /// What stands for a part of a text.
    package enum Element: Hashable, Sendable {
        /// Any scalars, or none.
        case anyRun
        case anyOne
        case one(Unicode.Scalar)
        /// One of these, or none of them.
        case oneOf([ClosedRange<Unicode.Scalar>], isNegated: Bool)
    }

    package let elements: [Element]

    package init(_ elements: [Element]) {
        self.elements = elements
    }

    /// Reads `*` and `?`; everything else stands for itself.
    package init(stars text: String) {
        self.init(
            text.unicodeScalars.map { scalar in
                switch scalar {
                case "*": .anyRun
                case "?": .anyOne
                default: .one(scalar)
                }
            })
    }

    /// Whether the whole of a text is covered by the pattern; in no more steps than both lengths multiplied.
    package func covers(_ text: String) -> Bool {
        let text = Array(text.unicodeScalars)
        // Greedy with one step back: the last star takes one scalar more whenever the rest does not fit.
        var (at, position) = (0, 0)
        var (star, resume): (Int?, Int) = (nil, 0)
        while position < text.count {
            if at < elements.count, elements[at] == .anyRun {
                star = at
                resume = position
                at += 1
            } else if at < elements.count, elements[at].covers(text[position]) {
                at += 1
                position += 1
            } else if let last = star {
                resume += 1
                position = resume
                at = last + 1
            } else {
                return false
            }
        }
        return elements[at...].allSatisfy { $0 == .anyRun }
    }
}

extension WildcardPattern.Element {
    fileprivate func covers(_ scalar: Unicode.Scalar) -> Bool {
        switch self {
        case .anyRun, .anyOne: true
        case .one(let wanted): wanted == scalar
        case .oneOf(let ranges, let isNegated): ranges.contains { $0.contains(scalar) } != isNegated
        }
    }
}
