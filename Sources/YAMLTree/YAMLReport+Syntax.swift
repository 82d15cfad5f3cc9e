import Diagnostics
import Yams

extension YAMLReport {
    /// Adds what the parser says, in words that tell what to do where we know it.
    mutating func add(syntaxError error: any Error, in source: inout YAMLSource) {
        switch error as? YamlError {
        case .scanner(let context, let problem, let mark, _), .parser(let context, let problem, let mark, _),
            .composer(let context, let problem, let mark, _):
            add(context: context, problem: problem, at: mark, in: &source)
        case .reader(let problem, _, _, _):
            add("syntax", problem)
        case .duplicatedKeysInMapping, .no, .memory, .writer, .emitter, .representer, .dataCouldNotBeDecoded,
            nil:
            add("syntax", "the parser gives up: \(error)")
        }
    }

    private mutating func add(
        context: YamlError.Context?, problem: String, at mark: Mark, in source: inout YAMLSource
    ) {
        let offset = source.offset(line: mark.line, column: mark.column)
        let range = source.range(line: mark.line, column: mark.column, offset: offset, length: 1)
        let byte = source.byte(at: offset)
        if problem.contains("tab character") || problem.contains("cannot start any token") && byte == 0x09 {
            add("tab", "a tab must not indent YAML; use spaces", at: range)
        } else if problem.contains("cannot start any token"), let byte {
            let character = Character(Unicode.Scalar(byte))
            add(
                "syntax", "a text without quotes must not start with '\(character)'; put it in quotes",
                at: range)
        } else if problem.contains("nesting level") {
            add("too-deep", "there are too many sequences and mappings inside each other", at: range)
        } else {
            add("syntax", sentence(problem, context, mark) + hint(problem, mark, offset, &source), at: range)
        }
    }

    private func sentence(_ problem: String, _ context: YamlError.Context?, _ mark: Mark) -> String {
        guard let context, !context.text.isEmpty else { return problem }
        let isElsewhere = context.mark.line != mark.line || context.mark.column != mark.column
        let start = isElsewhere ? " that starts at \(context.mark.line):\(context.mark.column)" : ""
        return "\(problem) \(context.text)\(start)"
    }

    private func hint(_ problem: String, _ mark: Mark, _ offset: Int, _ source: inout YAMLSource) -> String {
        if problem.contains("mapping values are not allowed") {
            return "; put a text that contains ': ' in quotes"
        }
        let start = source.offset(line: mark.line, column: 1)
        let line = source.bytes[start..<min(offset + 1, source.bytes.count)]
        let hasVariable = zip(line, line.dropFirst()).contains {
            $0 == UInt8(ascii: "$") && $1 == UInt8(ascii: "{")
        }
        return hasVariable ? "; inside [ ] and { } put a text with ${…} in quotes" : ""
    }
}
