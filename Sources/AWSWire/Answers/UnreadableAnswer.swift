/// Why an answer that arrived whole cannot be understood, and where.
public struct UnreadableAnswer: Error, Hashable, Sendable {
    /// What is wrong with it.
    public enum Reason: String, Hashable, Sendable, CaseIterable {
        /// The body is not JSON.
        case notJSON = "not-json"
        /// The body is JSON but not an object.
        case notAnObject = "not-an-object"
        /// A member that the operation knows has another type.
        case wrongType = "wrong-type"
        /// The status says error and nothing says which.
        case noErrorName = "no-error-name"
    }

    /// A place in the body; the offset counts bytes from 0, line and column count from 1.
    public struct Position: Hashable, Sendable {
        public let offset: Int
        public let line: Int
        public let column: Int

        public init(offset: Int, line: Int, column: Int) {
            self.offset = offset
            self.line = line
            self.column = column
        }
    }

    public let reason: Reason
    /// One sentence: lower case, no full stop.
    public let message: String
    public let status: Int
    /// The member that is wrong, like `$.PartnerEventSources[0].Arn`; `$` is the whole body.
    public let path: String
    public let position: Position?

    public init(reason: Reason, message: String, status: Int, path: String, position: Position?) {
        self.reason = reason
        self.message = message
        self.status = status
        self.path = path
        self.position = position
    }
}

extension UnreadableAnswer: CustomStringConvertible {
    public var description: String {
        let place = position.map { " (line \($0.line), column \($0.column), byte \($0.offset))" } ?? ""
        return "status \(status): \(message) at \(path)\(place)"
    }
}
