/// What is wrong with the bytes of a message on the wire.
package enum MessageDefect: Error, Hashable, Sendable {
    /// The bytes are no HTTP/1.1; the sentence says where.
    case malformed(String)
    /// The start line and the fields are longer than the limit.
    case headTooLarge(String)
    /// The body is longer than the limit.
    case bodyTooLarge(String)

    /// The sentence for people, lower case, without a full stop.
    package var message: String {
        switch self {
        case .malformed(let message), .headTooLarge(let message), .bodyTooLarge(let message): message
        }
    }
}
