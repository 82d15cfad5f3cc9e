/// One step through a document.
package enum XMLNode: Hashable, Sendable {
    case start(XMLElement)
    /// Text or CDATA; blanks between elements too.
    case text(String)
    case end(name: String)
}
