/// A regular expression that matches whole texts, in time proportional to text times expression.
package struct TextPattern: Hashable, Sendable {
    /// The expression as written.
    package let source: String
    private let program: PatternProgram

    package init(_ source: String) throws(InvalidPattern) {
        self.source = source
        program = try PatternProgram(PatternParser.parse(source))
    }

    /// Tells whether the whole text matches.
    package func matches(_ text: String) -> Bool {
        program.matches(text.unicodeScalars)
    }

    package static func == (left: Self, right: Self) -> Bool {
        left.source == right.source
    }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(source)
    }

    /// The expression that matches exactly this text.
    package static func escaped(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            if PatternParser.marks.contains(scalar) { result.unicodeScalars.append("\\") }
            result.unicodeScalars.append(scalar)
        }
        return result
    }
}

/// Why a text is not a regular expression.
package struct InvalidPattern: Error, Hashable, Sendable {
    /// One sentence, lower case and without a full stop.
    package var message: String
}
