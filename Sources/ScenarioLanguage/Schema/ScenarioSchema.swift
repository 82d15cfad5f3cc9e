import AWSWire
package import JSONTree

/// The JSON Schema of scenario files, for editors, written from the same tables of keys that the reader uses.
///
/// What the reader checks beyond it needs more than the shape of a file: that variables exist, that a capture is made
/// before it is used. A text with a template in it stands for whatever it comes to.
package enum ScenarioSchema {
    /// The schema as text, as `Scenarios/scenario.schema.json` holds it.
    package static var text: String { JSONWriter.pretty(schema) + "\n" }

    package static var schema: JSONValue {
        var writer = SchemaWriter()
        // One branch is chosen by what the file is, so that a mistake is told for that kind alone.
        let fragment = writer.reference(to: FragmentKey.self)
        let scenario = writer.reference(to: ScenarioKey.self)
        writer.defineCommon()
        return [
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "title": "A scenario file of Assay, version \(ScenarioKey.version)",
            "type": "object",
            "if": ["type": "object", "required": ["fragment"]],
            "then": fragment,
            "else": scenario,
            "$defs": .object(writer.sortedDefinitions),
        ]
    }
}
