/// A pattern of the service model, compiled once; it matches whole values, in time linear in their length.
///
/// It knows what such patterns use: ASCII text, escapes, `\d` `\w` `\s`, classes, groups, alternatives and
/// repetition. Classes are ASCII: a letter or digit outside it never matches `\w` or `\d`.
package struct PatternMatcher: Hashable, Sendable {
    /// The pattern as written.
    package let text: String
    private let automaton: PatternAutomaton

    package init(_ text: String) throws(PatternError) {
        self.text = text
        automaton = try PatternAutomaton(PatternReader.read(text))
    }

    /// A pattern that stands in our own source and is therefore known to be well formed.
    package init(known text: String) {
        do {
            self = try PatternMatcher(text)
        } catch {
            preconditionFailure("the pattern \(text) is not well formed: \(error.message)")
        }
    }

    /// Tells whether the whole value matches.
    package func matches(_ value: String) -> Bool {
        automaton.matches(value.utf8)
    }

    package static func == (left: PatternMatcher, right: PatternMatcher) -> Bool {
        left.text == right.text
    }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(text)
    }
}

/// Why a text is not a pattern.
package struct PatternError: Error, Hashable, Sendable {
    package let message: String
}
