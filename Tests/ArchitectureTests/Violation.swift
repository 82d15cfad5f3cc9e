/// A place where the code is not what the architecture says.
struct Violation: Hashable, Sendable, CustomStringConvertible {
    let path: String
    let line: Int
    let sentence: String

    var description: String { "\(path):\(line): \(sentence)" }
}

extension SourceFile {
    /// Everything in this file that a rule forbids.
    func violations() -> [Violation] {
        importViolations() + ruleViolations(SourceRules.rules) + nameViolations() + lengthViolations()
    }

    /// Imports that the module's row of the graph does not hold.
    func importViolations() -> [Violation] {
        guard let row = ModuleGraph.rows[module] else {
            return [Violation(path: path, line: 1, sentence: "\(module) has no row in the module graph")]
        }
        let allowed = row.ours.union(row.foreign).union(ModuleGraph.everywhere)
        return imports().filter { !allowed.contains($0.text) }.map {
            Violation(path: path, line: $0.line, sentence: "\(module) must not import \($0.text)")
        }
    }

    /// Code that stands against a rule.
    func ruleViolations(_ rules: [SourceRules.Rule]) -> [Violation] {
        rules.filter { $0.exceptions[module] == nil }.flatMap { rule in
            lines(of: rule.code).map {
                Violation(
                    path: path, line: $0, sentence: "'\(rule.code)' must not stand here: \(rule.reason)")
            }
        }
    }

    /// Types with a word in their name that says nothing.
    func nameViolations() -> [Violation] {
        let keywords: Set<String> = ["struct", "class", "enum", "actor", "protocol", "typealias"]
        return zip(tokens, tokens.dropFirst()).compactMap { keyword, name in
            guard keywords.contains(keyword.text), !name.isAttached else { return nil }
            let words = camelCaseWords(of: name.text)
            guard let word = words.first(where: SourceRules.emptyWords.contains) else { return nil }
            return Violation(path: path, line: name.line, sentence: "'\(word)' says nothing in \(name.text)")
        }
    }

    /// Files that are too long to be read in one go.
    func lengthViolations() -> [Violation] {
        let lines = text.utf8.count { $0 == UInt8(ascii: "\n") }
        guard lines > SourceRules.maximumLines else { return [] }
        return [Violation(path: path, line: lines, sentence: "longer than \(SourceRules.maximumLines) lines")]
    }

    /// The modules that this file imports, by their names alone.
    func imports() -> [SwiftToken] {
        let kinds: Set<String> = ["struct", "class", "enum", "protocol", "typealias", "func", "var", "let"]
        return tokens.indices.compactMap { index in
            guard tokens[index].text == "import", !tokens[index].isAttached else { return nil }
            return tokens[(index + 1)...].first { !kinds.contains($0.text) }
        }
    }

    /// The lines where a piece of code stands, white space compared as "some or none".
    private func lines(of code: String) -> [Int] {
        let wanted = swiftTokens(of: code)
        guard let first = wanted.first else { return [] }
        return tokens.indices.compactMap { index in
            guard tokens[index].text == first.text else { return nil }
            let stretch = tokens[index...].prefix(wanted.count)
            let isSame = zip(stretch, wanted).dropFirst().allSatisfy {
                $0.text == $1.text && $0.isAttached == $1.isAttached
            }
            let isMember = code.hasSuffix("(") && index > 0 && tokens[index - 1].text == "."
            return stretch.count == wanted.count && isSame && !isMember ? tokens[index].line : nil
        }
    }
}

/// Splits before each upper-case letter that follows a lower-case one or starts a word after capitals.
private func camelCaseWords(of name: String) -> [String] {
    var words: [String] = []
    for character in name {
        if let last = words.last?.last, !(character.isUppercase && !last.isUppercase) {
            words[words.count - 1].append(character)
        } else {
            words.append(String(character))
        }
    }
    return words
}
