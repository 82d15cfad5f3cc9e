package import Diagnostics
import YAMLTree

/// A variable's value from the command line, which comes before those of files and rows.
package struct VariableOverride: Sendable {
    private let name: String
    private let node: YAMLNode
    private let file: String
    /// What the value was read from.
    let source: String

    /// A value given as text: `--var name=value`; it is read like a plain scalar of a file.
    package init(name: String, text: String) {
        self.name = name
        file = "--var \(name)"
        source = text
        node = YAMLNode(
            content: .scalar(YAMLScalar(text: text, isPlain: true)), range: SourceRange(line: 1, column: 1))
    }

    private init(name: String, node: YAMLNode, file: String, source: String) {
        self.name = name
        self.node = node
        self.file = file
        self.source = source
    }

    /// The values in a file: a mapping of names to values of any kind.
    package static func read(_ text: String, file: String) -> (
        values: [String: VariableOverride], diagnostics: [Diagnostic]
    ) {
        do throws(InvalidYAML) {
            let root = try YAMLReader.read(text, file: file, limits: ScenarioReader.limits)
            guard let members = root.mapping else {
                let diagnostic = Diagnostic(
                    place: Place(file: file, range: root.range), code: ScenarioCode.wrongType.code,
                    message: "expected a mapping of variables, found \(ReadingSession.phrase(for: root))")
                return ([:], [diagnostic])
            }
            var values: [String: VariableOverride] = [:]
            for member in members {
                values[member.name] = VariableOverride(
                    name: member.name, node: member.value, file: file, source: text)
            }
            return (values, [])
        } catch {
            return ([:], error.diagnostics)
        }
    }

    var binding: Binding {
        Binding(name: name, value: node, file: file, place: Place(file: file, range: node.range))
    }
}
