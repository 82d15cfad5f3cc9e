import JSONTree

/// One thing that the control API can do: where it is asked for, what it takes and gives, and how it is done.
struct ControlRoute: Sendable {
    enum Method: String, Sendable {
        case get = "GET"
        case post = "POST"
        case put = "PUT"
        case delete = "DELETE"
    }

    /// A value in the query.
    struct Parameter: Sendable {
        let name: String
        let summary: String
        let schema: JSONValue
    }

    /// What it answers when all goes well, or as it may.
    struct Answer: Sendable {
        let status: Int
        let summary: String
        let schema: JSONValue
    }

    /// The body that it takes.
    struct Body: Sendable {
        let schema: JSONValue
        let isRequired: Bool
        /// A body that works as it stands.
        let example: JSONValue
    }

    let method: Method
    /// Below the prefix; a segment in braces stands for any text.
    let path: String
    /// One sentence: what it does.
    let summary: String
    /// Whether no token is needed.
    var isOpen = false
    var parameters: [Parameter] = []
    var body: Body?
    let answers: [Answer]
    let handle: @Sendable (ControlCall) throws(ControlRefusal) -> ControlReply

    /// Every route there is.
    static let all: [ControlRoute] =
        aboutServer + aboutState + aboutFaults + aboutClock + aboutCredentials + aboutRequests + aboutContract

    private var segments: [Substring] { path.split(separator: "/") }

    /// What stands for the segments in braces, where a path is this route's.
    func arguments(in path: [String]) -> [String: String]? {
        let segments = segments
        guard segments.count == path.count else { return nil }
        var arguments: [String: String] = [:]
        for (segment, text) in zip(segments, path) {
            if let name = Self.name(in: segment) {
                arguments[name] = text
            } else if segment != text {
                return nil
            }
        }
        return arguments
    }

    /// The names of the segments in braces, in order.
    var argumentNames: [String] { segments.compactMap(Self.name) }

    private static func name(in segment: Substring) -> String? {
        segment.hasPrefix("{") && segment.hasSuffix("}") ? String(segment.dropFirst().dropLast()) : nil
    }
}

extension ControlRoute.Parameter {
    /// Whose state is meant.
    static let namespace = ControlRoute.Parameter(
        name: "namespace", summary: "whose state is meant; 'default' unless said", schema: ["type": "string"])

    /// Whose state is meant, or everyone's.
    static let namespaceOrAll = ControlRoute.Parameter(
        name: "namespace", summary: "whose state is meant, or 'all'; 'default' unless said",
        schema: ["type": "string"])
}
