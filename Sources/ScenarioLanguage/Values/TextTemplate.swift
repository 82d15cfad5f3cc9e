/// A text with `${…}` in it, ready to be made into a plain text.
package struct TextTemplate: Hashable, Sendable {
    package enum Part: Hashable, Sendable {
        case literal(String)
        case capture(String)
        /// A built-in value; with a key, the same for all templates of the case that have that key.
        case builtIn(BuiltInValue, key: String?)
        case environment(String)
        case repeated(String, count: Int)
    }

    package var parts: [Part]
    /// The text as it was written, for titles and messages.
    package var source: String

    package init(parts: [Part], source: String) {
        self.parts = parts
        self.source = source
    }

    /// A text without anything to fill in.
    package init(literal text: String) {
        self.init(parts: text.isEmpty ? [] : [.literal(text)], source: text)
    }

    /// The text, when there is nothing to fill in.
    package var literal: String? {
        guard let first = parts.first else { return "" }
        guard parts.count == 1, case .literal(let text) = first else { return nil }
        return text
    }

    /// The name of the capture, when the template is exactly that.
    package var loneCapture: String? {
        guard parts.count == 1, case .capture(let name)? = parts.first else { return nil }
        return name
    }

    /// The names of the captures that it needs.
    package var captures: [String] {
        parts.compactMap { if case .capture(let name) = $0 { name } else { nil } }
    }

    package func evaluate(in variables: Variables) throws(EvaluationError) -> String {
        if let literal { return literal }
        var text = ""
        for part in parts { text += try variables.text(of: part) }
        return text
    }
}

/// What Assay itself can put in place of `${name}`.
package enum BuiltInValue: String, Hashable, Sendable, CaseIterable {
    case unique, uuid, now, partner, account, region, partition, index

    /// Whether each evaluation gives another value.
    package var isFresh: Bool {
        switch self {
        case .uuid, .now: true
        case .unique, .partner, .account, .region, .partition, .index: false
        }
    }
}
