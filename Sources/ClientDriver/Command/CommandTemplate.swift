import Diagnostics

/// The command of a client under test: an array of arguments with placeholders, never a shell's line.
///
/// A placeholder is a word of lower-case letters in braces, anywhere in an argument: `--name={name}`. All other
/// braces are plain text, so JSON (`{"a": {}}`), upper-case words (`{A}`) and a shell's `${name}` stay what they
/// are. A placeholder with doubled braces is that placeholder as plain text: `{{name}}` is `{name}`.
package struct CommandTemplate: Hashable, Sendable {
    private enum Part: Hashable, Sendable {
        case text(String)
        case value(Placeholder)
    }

    private let words: [[Part]]

    /// Reads the arguments, the program's name first.
    package init(_ arguments: [String]) throws(CommandMistake) {
        guard !arguments.isEmpty else { throw .empty }
        var words: [[Part]] = []
        for (index, argument) in arguments.enumerated() {
            words.append(try Self.parts(of: argument, number: index + 1))
        }
        self.words = words
    }

    /// What the command asks for.
    package var placeholders: Set<Placeholder> {
        Set(
            words.joined().compactMap { part in
                switch part {
                case .text: nil
                case .value(let placeholder): placeholder
                }
            })
    }

    /// The command with every placeholder filled in.
    ///
    /// - Returns: nil where a value that the command asks for is missing.
    package func filled(with values: [Placeholder: String]) -> [String]? {
        var arguments: [String] = []
        for word in words {
            var argument = ""
            for part in word {
                switch part {
                case .text(let text): argument += text
                case .value(let placeholder):
                    guard let value = values[placeholder] else { return nil }
                    argument += value
                }
            }
            arguments.append(argument)
        }
        return arguments
    }

    /// Changes the arguments that hold no placeholder, for example to make a path absolute.
    package func mappingPlainArguments(_ change: (String) -> String) -> CommandTemplate {
        CommandTemplate(
            words: words.map { word in
                guard word.count == 1, case .text(let text) = word[0] else { return word }
                return [.text(change(text))]
            })
    }

    private init(words: [[Part]]) {
        self.words = words
    }

    private static func parts(of argument: String, number: Int) throws(CommandMistake) -> [Part] {
        var parts: [Part] = []
        var text = ""
        var rest = Substring(argument)
        while let character = rest.first {
            if let word = Self.word(after: "{{", before: "}}", in: rest) {
                text += "{\(word)}"
                rest = rest.dropFirst(word.count + 4)
            } else if let word = Self.word(after: "{", before: "}", in: rest), text.last != "$" {
                guard let placeholder = Placeholder(rawValue: word) else {
                    let meant = nearest(to: word, among: Placeholder.allCases.map(\.rawValue))
                    throw .unknownPlaceholder(word, argument: number, suggestion: meant)
                }
                if !text.isEmpty { parts.append(.text(text)) }
                text = ""
                parts.append(.value(placeholder))
                rest = rest.dropFirst(word.count + 2)
            } else {
                text.append(character)
                rest = rest.dropFirst()
            }
        }
        if !text.isEmpty || parts.isEmpty { parts.append(.text(text)) }
        return parts
    }

    /// The lower-case word between two marks at the very beginning of a text.
    private static func word(after opening: String, before closing: String, in text: Substring) -> String? {
        guard text.hasPrefix(opening) else { return nil }
        let word = text.dropFirst(opening.count).prefix { ("a"..."z").contains($0) }
        guard !word.isEmpty, text.dropFirst(opening.count + word.count).hasPrefix(closing) else { return nil }
        return String(word)
    }
}
