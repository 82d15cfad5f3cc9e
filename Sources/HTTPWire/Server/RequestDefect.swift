/// Why the server could not take the bytes of a connection as a request.
package struct RequestDefect: Hashable, Sendable {
    package enum Kind: String, CaseIterable, Hashable, Sendable {
        case malformed
        case headTooLarge = "head-too-large"
        case bodyTooLarge = "body-too-large"
        /// The request was begun and not finished within the time for one.
        case tooSlow = "too-slow"

        /// The status of the usual answer.
        package var status: Int {
            switch self {
            case .malformed: 400
            case .headTooLarge: 431
            case .bodyTooLarge: 413
            case .tooSlow: 408
            }
        }

        /// The reason phrase of the usual answer.
        package var reason: String {
            switch self {
            case .malformed: "Bad Request"
            case .headTooLarge: "Request Header Fields Too Large"
            case .bodyTooLarge: "Content Too Large"
            case .tooSlow: "Request Timeout"
            }
        }
    }

    package let kind: Kind
    /// A sentence for people, lower case, without a full stop.
    package let message: String

    package init(kind: Kind, message: String) {
        self.kind = kind
        self.message = message
    }

    init(_ defect: MessageDefect) {
        switch defect {
        case .malformed: kind = .malformed
        case .headTooLarge: kind = .headTooLarge
        case .bodyTooLarge: kind = .bodyTooLarge
        }
        message = defect.message
    }
}
