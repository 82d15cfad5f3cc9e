import Diagnostics
import YAMLTree

/// The keys beside those of `wire` by which requests are asked for.
enum WantedKey: String, LanguageKey {
    case call, timeout

    static let subject = "a question about requests"

    var rule: KeyRule {
        switch self {
        case .call: .optional(.text, "the operation that the requests call")
        case .timeout: .optional(.duration, "how long to wait for them")
        }
    }
}

/// Reads which requests somebody asks a fake for.
extension ReadingSession {
    func wantedRequests(_ source: SourceNode) -> WantedRequests? {
        guard let members = mapping(source, WantedKey.subject) else { return nil }
        var wanted = WantedRequests(wire: WireExpectation(place: source.place))
        var rest: [YAMLMember] = []
        for member in members {
            let value = source.sibling(member.value)
            switch WantedKey(rawValue: member.name) {
            case .call: wanted.operation = operation(value)
            case .timeout: wanted.timeout = duration(value)
            case nil: rest.append(member)
            }
        }
        guard !rest.isEmpty else { return wanted }
        let node = YAMLNode(content: .mapping(rest), range: source.node.range)
        let step = ExpectedStep(operation: wanted.operation, together: 1, place: source.place)
        guard let wire = wire(source.sibling(node), of: step) else { return nil }
        wanted.wire = wire
        return wanted
    }
}

extension WireExpectation {
    /// An expectation of any request at all.
    fileprivate init(place: Place) {
        self.init(
            attempts: nil, operations: nil, method: nil, path: nil, target: nil, signed: nil,
            signedHeaders: nil, scopeRegion: nil, scopeService: nil, headers: [], body: nil, bodyText: nil,
            same: [], changes: [], gaps: [], isOnlyWhereWitnessed: false, requirement: nil, place: place)
    }
}
