package import Diagnostics
import YAMLTree

/// Reads parts of scenarios that stand by themselves: a fake's given state, a fault, what a request must look like.
///
/// The text is YAML or JSON, and every mistake in it is told at once, with its place.
package struct PartReader: Sendable {
    /// What a text was read as.
    package struct Part<Value: Sendable>: Sendable {
        /// Nil when there is an error.
        package let value: Value?
        package let diagnostics: [Diagnostic]
    }

    /// What the places of mistakes call the text.
    package let file: String

    package init(file: String) {
        self.file = file
    }

    /// Reads the keys of `given`; they may stand under that key too, as in a scenario.
    package func given(_ text: String) -> Part<Given> {
        read(text) { session, root in
            var source = root
            if let members = root.node.mapping, members.count == 1,
                members[0].name == ScenarioKey.given.rawValue
            {
                source = root.sibling(members[0].value)
            }
            return session.given(source)
        }
    }

    /// Reads one fault.
    package func fault(_ text: String) -> Part<FaultTemplate> {
        read(text) { $0.fault($1) }
    }

    /// Reads the keys of `wire`, and beside them `call`, the operation, and `timeout`.
    package func request(_ text: String) -> Part<WantedRequests> {
        read(text) { $0.wantedRequests($1) }
    }

    private func read<Value: Sendable>(
        _ text: String, _ body: (ReadingSession, SourceNode) -> Value?
    ) -> Part<Value> {
        let reader = ScenarioReader(catalogue: RequirementCatalogue([]), overrides: [:])
        let session = ReadingSession(reader: reader, loadInclude: { _ in nil })
        var value: Value?
        do throws(InvalidYAML) {
            let root = try YAMLReader.read(text, file: file, limits: ScenarioReader.limits)
            let scope = Scope([])
            value = body(session, SourceNode(node: root, file: file, scope: scope))
            session.checkCaptures(given: session.references, steps: [], finally: [], scope: scope)
        } catch {
            session.report(error)
        }
        let diagnostics = session.diagnostics.sorted { left, right in
            left.place == right.place ? left.message < right.message : left.place < right.place
        }
        let isWrong = diagnostics.contains { $0.severity == .error }
        return Part(value: isWrong ? nil : value, diagnostics: diagnostics)
    }
}
