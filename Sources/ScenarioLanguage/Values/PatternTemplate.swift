/// A regular expression with `${…}` in it; what is filled in stands for itself, whatever its characters.
package struct PatternTemplate: Hashable, Sendable {
    package var template: TextTemplate
    /// The expression, ready to match, when there is nothing to fill in.
    private let compiled: TextPattern?

    /// Checks the expression; what is to be filled in counts as one plain character.
    package init(_ template: TextTemplate) throws(InvalidPattern) {
        self.template = template
        if let literal = template.literal {
            compiled = try TextPattern(literal)
        } else {
            compiled = nil
            _ = try TextPattern(
                template.parts.map { if case .literal(let text) = $0 { text } else { "x" } }.joined())
        }
    }

    /// The expression as text.
    package func text(in variables: Variables) throws(EvaluationError) -> String {
        var text = ""
        for part in template.parts {
            if case .literal(let literal) = part {
                text += literal
            } else {
                text += TextPattern.escaped(try variables.text(of: part))
            }
        }
        return text
    }

    package func pattern(in variables: Variables) throws(EvaluationError) -> TextPattern {
        if let compiled { return compiled }
        let text = try text(in: variables)
        do throws(InvalidPattern) {
            return try TextPattern(text)
        } catch {
            throw .badPattern(text, reason: error.message)
        }
    }
}
