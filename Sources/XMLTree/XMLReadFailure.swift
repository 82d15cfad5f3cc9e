/// Why reading a document stopped.
package enum XMLReadFailure: Error, Hashable, Sendable {
    case file(FileTrouble)
    /// It is not well-formed, or not what we read: a document type, too long, too deep.
    case document(XMLFinding)
}
