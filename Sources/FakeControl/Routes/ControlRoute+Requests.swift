import EventBridgeFake
import JSONTree
import ScenarioLanguage

/// What the fake received: the journal, and questions about it.
extension ControlRoute {
    static let aboutRequests: [ControlRoute] = [
        ControlRoute(
            method: .get, path: "/requests",
            summary: "Lists the requests in order of arrival: those after 'since', as many as 'limit'.",
            parameters: [
                .namespaceOrAll,
                Parameter(
                    name: "since", summary: "the sequence of the last request that is known already",
                    schema: ControlSchema.count),
                Parameter(
                    name: "limit", summary: "how many at most; 100 unless said",
                    schema: ["type": "integer", "minimum": 1, "maximum": 10000]),
                Parameter(
                    name: "unmatched", summary: "only those that name no operation of the service",
                    schema: ControlSchema.flag),
            ],
            answers: [
                Answer(
                    status: 200,
                    summary: "the requests; 'next' goes on after them, 'dropped' were too many to keep",
                    schema: ControlSchema.object([
                        "requests": ControlSchema.list(ControlSchema.reference("received-request")),
                        "next": ControlSchema.count, "more": ControlSchema.flag,
                        "dropped": ControlSchema.count,
                    ]))
            ],
            handle: list),
        ControlRoute(
            method: .delete, path: "/requests", summary: "Empties the journal.",
            parameters: [.namespaceOrAll],
            answers: [
                Answer(
                    status: 200, summary: "how many went",
                    schema: ControlSchema.object(["removed": ControlSchema.count]))
            ],
            handle: { call throws(ControlRefusal) in
                let namespace = try call.namespaceOrAll()
                let count = call.journal(of: namespace).count
                call.service.reset([.journal], of: namespace, now: call.now)
                return .json(["removed": .number(JSONNumber(count))])
            }),
        ControlRoute(
            method: .get, path: "/requests/{sequence}", summary: "Tells one request by its number.",
            answers: [
                Answer(
                    status: 200, summary: "the request", schema: ControlSchema.reference("received-request"))
            ],
            handle: { call throws(ControlRefusal) in
                let number = try call.number("sequence")
                guard let entry = call.service.journal.first(where: { $0.sequence == number }) else {
                    throw ControlRefusal(404, "not-found", "no request \(number) is in the journal")
                }
                return .json(EntryJSON.object(entry))
            }),
        ControlRoute(
            method: .post, path: "/requests/find", summary: "Lists the requests that look as they should.",
            parameters: [.namespaceOrAll], body: looks,
            answers: [
                Answer(
                    status: 200, summary: "the requests",
                    schema: ControlSchema.object([
                        "requests": ControlSchema.list(ControlSchema.reference("received-request"))
                    ]))
            ],
            handle: { call throws(ControlRefusal) in
                let search = try questionOfEach(call)
                let found = call.service.journal.filter(search.finds)
                return .json(["requests": .array(found.map { .object(EntryJSON.object($0)) })])
            }),
        ControlRoute(
            method: .post, path: "/requests/count", summary: "Counts the requests that look as they should.",
            parameters: [.namespaceOrAll], body: looks,
            answers: [
                Answer(
                    status: 200, summary: "their number",
                    schema: ControlSchema.object(["count": ControlSchema.count]))
            ],
            handle: { call throws(ControlRefusal) in
                let search = try questionOfEach(call)
                return .json(["count": .number(JSONNumber(call.service.journal.count(where: search.finds)))])
            }),
        ControlRoute(
            method: .post, path: "/requests/wait",
            summary:
                "Waits until the requests that look as they should are as many as they should be; the whole "
                + "timeout where none may come, or no more than a number, and no longer where too many came.",
            parameters: [.namespaceOrAll], body: wanted, answers: verified, handle: wait),
        ControlRoute(
            method: .post, path: "/verify",
            summary:
                "Compares what arrived with what was wanted, and shows the nearest requests where it differs.",
            parameters: [.namespaceOrAll], body: wanted, answers: verified,
            handle: { call throws(ControlRefusal) in
                .now(SearchFinding(try question(call), in: call.service.journal).answer)
            }),
    ]

    private static let wanted = Body(
        schema: ControlSchema.reference("wanted-requests"), isRequired: true,
        example: [
            "call": "CreatePartnerEventSource", "attempts": 2,
            "body": ["Name": ["starts-with": "aws.partner/example.com/"]], "same": ["body"], "timeout": "5s",
        ])

    /// What is asked of each request by itself.
    private static let looks = Body(
        schema: [
            "allOf": [ControlSchema.reference("wanted-requests")],
            "not": ["anyOf": .array(keysOfAll.map { ["required": [.string($0)]] })],
        ], isRequired: true,
        example: [
            "call": "CreatePartnerEventSource",
            "body": ["Name": ["starts-with": "aws.partner/example.com/"]],
        ])

    /// What is asked of all requests found, taken together.
    private static let keysOfAll = ["attempts", "operations", "same", "changes", "gaps", "timeout"]

    private static let verified = [
        Answer(
            status: 200, summary: "they are as they should be",
            schema: ControlSchema.reference("verification")),
        Answer(
            status: 406, summary: "they are not, or not in time",
            schema: ControlSchema.reference("verification")),
    ]

    private static let list: @Sendable (ControlCall) throws(ControlRefusal) -> ControlReply = {
        call throws(ControlRefusal) in
        let since = try call.number("since", in: 0...Int.max, else: 0)
        let limit = try call.number("limit", in: 1...10_000, else: 100)
        let isUnmatched = try call.flag("unmatched")
        let all = call.journal(of: try call.namespaceOrAll()).filter { entry in
            entry.sequence > since && (!isUnmatched || entry.operation == nil)
        }
        let page = all.prefix(limit)
        return .json([
            "requests": .array(page.map { .object(EntryJSON.object($0)) }),
            "next": .number(JSONNumber(page.last?.sequence ?? since)),
            "more": .bool(page.count < all.count),
            "dropped": .number(JSONNumber(call.service.droppedJournalEntries)),
        ])
    }

    private static let wait: @Sendable (ControlCall) throws(ControlRefusal) -> ControlReply = {
        call throws(ControlRefusal) in
        let search = try question(call)
        let bound = search.wanted.timeout ?? .seconds(10)
        guard bound <= .seconds(300) else {
            throw call.body.refusal(of: "timeout", "the timeout is at most 300s")
        }
        let service = call.service
        let wait = RequestWait(search, within: bound) { SearchFinding(search, in: service.journal) }
        guard call.api.witness.add(wait) else {
            throw ControlRefusal(429, "too-many", "too many are waiting already")
        }
        // Known to the witness first and looked for then, no request can slip through.
        if wait.isMet() { call.api.witness.remove(wait) }
        return .later(wait.deferred)
    }

    /// A question that each request answers by itself: what it says of all of them would be passed over.
    private static func questionOfEach(_ call: ControlCall) throws(ControlRefusal) -> RequestSearch {
        for key in keysOfAll where call.body.object?[key] != nil {
            throw call.body.refusal(
                of: key,
                "'\(key)' is about the requests taken together, of which this route knows nothing: ask "
                    + "\(ControlAPI.prefix)/verify or \(ControlAPI.prefix)/requests/wait")
        }
        return try question(call)
    }

    private static func question(_ call: ControlCall) throws(ControlRefusal) -> RequestSearch {
        let part = PartReader(file: "body").request(call.body.text.isEmpty ? "{}" : call.body.text)
        guard let wanted = part.value else { throw ControlRefusal(part.diagnostics) }
        return RequestSearch(wanted, namespace: try call.namespaceOrAll(), variables: call.variables)
    }
}
