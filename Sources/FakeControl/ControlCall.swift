import EventBridgeFake
import HTTPWire
import JSONTree

/// One request to the control API, checked as far as all routes have it in common.
struct ControlCall: Sendable {
    let api: ControlAPI
    let service: FakeService
    /// Since 1970.
    let now: Duration
    /// What stands for the segments in braces.
    let arguments: [String: String]
    let query: [String: String]
    let body: ControlBody

    /// The word for every namespace at once.
    private static let all = "all"

    /// The one namespace that is meant.
    func namespace() throws(ControlRefusal) -> String {
        let name = query["namespace"] ?? FakeCredential.defaultNamespace
        guard name != Self.all else {
            throw ControlRefusal(400, "bad-parameter", "this route takes one namespace, not all")
        }
        guard !name.isEmpty else {
            throw ControlRefusal(400, "bad-parameter", "the namespace is empty")
        }
        return name
    }

    /// The namespace that is meant; nil for all of them.
    func namespaceOrAll() throws(ControlRefusal) -> String? {
        query["namespace"] == Self.all ? nil : try namespace()
    }

    /// A segment of the path.
    func argument(_ name: String) -> String { arguments[name] ?? "" }

    /// A segment of the path that is a number.
    func number(_ name: String) throws(ControlRefusal) -> Int {
        guard let number = Int(argument(name)) else {
            throw ControlRefusal(404, "not-found", "'\(argument(name))' is not a number")
        }
        return number
    }

    /// A number in the query.
    func number(_ name: String, in range: ClosedRange<Int>, else standard: Int) throws(ControlRefusal) -> Int
    {
        guard let text = query[name] else { return standard }
        guard let number = Int(text), range.contains(number) else {
            throw ControlRefusal(
                400, "bad-parameter",
                "'\(name)' must be a whole number from \(range.lowerBound) to \(range.upperBound)")
        }
        return number
    }

    /// A yes or no in the query.
    func flag(_ name: String) throws(ControlRefusal) -> Bool {
        switch query[name] {
        case nil, "false": return false
        case "true", "": return true
        case let text?:
            throw ControlRefusal(400, "bad-parameter", "'\(name)' must be true or false, not '\(text)'")
        }
    }

    /// What the fake received from a namespace, or from all, in order of arrival.
    func journal(of namespace: String?) -> [JournalEntry] {
        guard let namespace else { return service.journal }
        return service.journal.filter { $0.namespace == namespace }
    }
}

/// What a route says: at once, or when something has happened.
enum ControlReply: Sendable {
    case now(ControlAnswer)
    case later(DeferredAnswer)

    /// An answer at once.
    static func json(_ object: JSONObject, status: Int = 200) -> ControlReply {
        .now(ControlAnswer(status: status, body: .object(object)))
    }
}
