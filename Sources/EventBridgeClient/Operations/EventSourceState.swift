/// What has become of a partner event source.
public enum EventSourceState: Hashable, Sendable {
    /// No bus receives its events: the customer has made none yet, or has deactivated it.
    case pending
    /// The customer's bus receives its events.
    case active
    /// The partner deleted it; the customer still has a bus for it.
    case deleted
    /// A word that this version does not know.
    case other(String)

    /// The service's word, for example `PENDING`.
    public var word: String {
        switch self {
        case .pending: "PENDING"
        case .active: "ACTIVE"
        case .deleted: "DELETED"
        case .other(let word): word
        }
    }

    /// The state of this word.
    public init(word: String) {
        switch word {
        case "PENDING": self = .pending
        case "ACTIVE": self = .active
        case "DELETED": self = .deleted
        default: self = .other(word)
        }
    }
}
