import Diagnostics
import Yams

/// The parser's tree of one document, together with the source that its marks count in.
struct ComposedDocument {
    let root: Node
    /// Keeps the anchors alive, which the tree refers to weakly.
    let parser: Parser
    let stars: StarMask
    let surrogates: SurrogateMask
    let source: YAMLSource
    /// Duplicate keys that were renamed to get the parser past them: their text by their mark.
    let renamed: [SourcePosition: String]

    /// A text of the parser as it was meant.
    func show(_ text: String) -> String { surrogates.show(stars.show(text)) }
}
