/// The start of an element.
package struct XMLElement: Hashable, Sendable {
    /// The name as written, with its prefix.
    package var name: String
    package var attributes: [XMLAttribute]
    /// The line of the start tag, from 1; within a few lines beyond line 65,534.
    package var line: Int

    package init(name: String, attributes: [XMLAttribute], line: Int) {
        self.name = name
        self.attributes = attributes
        self.line = line
    }

    package subscript(name: String) -> String? {
        attributes.first { $0.name == name }?.value
    }
}
