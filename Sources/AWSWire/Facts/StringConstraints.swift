/// What a text member must satisfy; every constraint counts by itself.
package struct StringConstraints: Hashable, Sendable {
    /// Lengths in Unicode scalars.
    package let minimumLength: Int?
    package let maximumLength: Int?
    /// The pattern, ready to match; its text is exactly the model's.
    package let matcher: PatternMatcher?
    /// The only values allowed, in the model's order; nil where any value will do.
    package let allowedValues: [String]?

    package init(length: ClosedRange<Int>? = nil, pattern: String? = nil, allowedValues: [String]? = nil) {
        minimumLength = length?.lowerBound
        maximumLength = length?.upperBound
        matcher = pattern.map(PatternMatcher.init(known:))
        self.allowedValues = allowedValues
    }

    /// A text of so many characters at most, also of none.
    package static func upTo(_ maximumLength: Int, pattern: String? = nil) -> StringConstraints {
        StringConstraints(minimumLength: nil, maximumLength: maximumLength, pattern: pattern)
    }

    private init(minimumLength: Int?, maximumLength: Int?, pattern: String?) {
        self.minimumLength = minimumLength
        self.maximumLength = maximumLength
        matcher = pattern.map(PatternMatcher.init(known:))
        allowedValues = nil
    }

    /// Any text at all.
    package static let free = StringConstraints()

    /// The pattern's text as violations print it.
    package var pattern: String? { matcher?.text }
}
