package import Diagnostics

/// A YAML value that knows where it stands; aliases are replaced by what they stand for.
package struct YAMLNode: Hashable, Sendable {
    package enum Content: Hashable, Sendable {
        case scalar(YAMLScalar)
        case sequence([YAMLNode])
        case mapping([YAMLMember])
    }

    package let content: Content
    /// The text of a scalar on its first line; the first character of a collection.
    package let range: SourceRange

    package init(content: Content, range: SourceRange) {
        self.content = content
        self.range = range
    }
}

extension YAMLNode {
    package var scalar: YAMLScalar? {
        if case .scalar(let scalar) = content { scalar } else { nil }
    }

    package var sequence: [YAMLNode]? {
        if case .sequence(let elements) = content { elements } else { nil }
    }

    package var mapping: [YAMLMember]? {
        if case .mapping(let members) = content { members } else { nil }
    }

    /// The value of a key, where this is a mapping that has it.
    package subscript(key: String) -> YAMLNode? {
        mapping?.first { $0.name == key }?.value
    }
}
