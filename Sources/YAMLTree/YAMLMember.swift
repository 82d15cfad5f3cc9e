/// A key of a mapping and its value; the key is a scalar, and the only one of its text in the mapping.
package struct YAMLMember: Hashable, Sendable {
    package let key: YAMLNode
    package let value: YAMLNode

    package init(key: YAMLNode, value: YAMLNode) {
        self.key = key
        self.value = value
    }

    /// The key's text as written, whatever its type would be.
    package var name: String { key.scalar?.text ?? "" }
}
