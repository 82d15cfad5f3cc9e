import AWSWire
import EventBridgeFake
import JSONTree

/// What the fake holds.
extension ControlRoute {
    static let aboutState: [ControlRoute] = [
        ControlRoute(
            method: .post, path: "/reset",
            summary: "Begins anew: what the server was started with is there again, and nothing else.",
            parameters: [
                Parameter(
                    name: "namespace",
                    summary: "whose parts are meant, the keys that open it among them, or 'all'; "
                        + "'default' unless said", schema: ControlSchema.text)
            ],
            body: Body(
                schema: ControlSchema.object([
                    "parts?": ControlSchema.list([
                        "enum": .array(ControlPart.allCases.map { .string($0.rawValue) })
                    ])
                ]), isRequired: false, example: ["parts": ["state", "journal"]]),
            answers: [
                Answer(
                    status: 200, summary: "the parts that were reset; all where none was named",
                    schema: ControlSchema.object(["parts": ControlSchema.list(ControlSchema.text)]))
            ],
            handle: reset),
        ControlRoute(
            method: .get, path: "/namespaces",
            summary: "Lists the namespaces that a key opens or that hold anything.",
            answers: [
                Answer(
                    status: 200, summary: "their names",
                    schema: ControlSchema.object(["namespaces": ControlSchema.list(ControlSchema.text)]))
            ],
            handle: { call in
                .json(["namespaces": .array(call.service.knownNamespaces.map(JSONValue.string))])
            }),
        ControlRoute(
            method: .get, path: "/sources", summary: "Lists the sources in order of name.",
            parameters: [.namespaceOrAll],
            answers: [
                Answer(
                    status: 200, summary: "the sources, deleted ones that the customer still sees among them",
                    schema: ControlSchema.object([
                        "sources": ControlSchema.list(ControlSchema.reference("source"))
                    ]))
            ],
            handle: { call throws(ControlRefusal) in
                let namespace = try call.namespaceOrAll()
                let namespaces = namespace.map { [$0] } ?? call.service.knownNamespaces
                let sources = namespaces.flatMap { namespace in
                    call.service.settle(namespace, now: call.now)
                    return call.service.sources(of: namespace).map { json($0, namespace) }
                }
                return .json(["sources": .array(sources)])
            }),
        ControlRoute(
            method: .post, path: "/sources", summary: "Adds a source without asking any rule.",
            parameters: [.namespace],
            body: Body(
                schema: ControlSchema.object([
                    "name": ControlSchema.text, "account?": ControlSchema.text,
                    "state?": [
                        "enum": .array(PartnerEventSource.State.allCases.map { .string($0.rawValue) })
                    ],
                    "bus?": ControlSchema.flag, "region?": ControlSchema.text,
                ]), isRequired: true,
                example: [
                    "name": "aws.partner/example.com/orders", "account": "123456789012", "state": "ACTIVE",
                ]),
            answers: [
                Answer(status: 201, summary: "the source", schema: ControlSchema.reference("source"))
            ],
            handle: addSource),
        ControlRoute(
            method: .delete, path: "/sources", summary: "Takes sources away without asking any rule.",
            parameters: [
                .namespace,
                Parameter(
                    name: "name", summary: "the source's name; all unless said", schema: ControlSchema.text),
                Parameter(name: "account", summary: "the customer's account", schema: ControlSchema.text),
            ],
            answers: [
                Answer(
                    status: 200, summary: "how many went",
                    schema: ControlSchema.object(["removed": ControlSchema.count]))
            ],
            handle: { call throws(ControlRefusal) in
                let removed = call.service.removeSources(
                    of: try call.namespace(), name: call.query["name"], account: call.query["account"])
                return .json(["removed": .number(JSONNumber(removed))])
            }),
        ControlRoute(
            method: .get, path: "/buses",
            summary: "Lists the customers' event buses in order of account and name.",
            parameters: [.namespaceOrAll],
            answers: [
                Answer(
                    status: 200, summary: "the buses",
                    schema: ControlSchema.object(["buses": ControlSchema.list(ControlSchema.reference("bus"))]
                    ))
            ],
            handle: { call throws(ControlRefusal) in
                let namespace = try call.namespaceOrAll()
                let namespaces = namespace.map { [$0] } ?? call.service.knownNamespaces
                let buses = namespaces.flatMap { namespace in
                    call.service.buses(of: namespace).map { json($0, namespace) }
                }
                return .json(["buses": .array(buses)])
            }),
        ControlRoute(
            method: .delete, path: "/buses",
            summary: "Takes buses away: a source of theirs is PENDING then, or gone if it was DELETED.",
            parameters: [
                .namespace,
                Parameter(
                    name: "name", summary: "the bus's name; all unless said", schema: ControlSchema.text),
                Parameter(name: "account", summary: "the customer's account", schema: ControlSchema.text),
            ],
            answers: [
                Answer(
                    status: 200, summary: "how many went",
                    schema: ControlSchema.object(["removed": ControlSchema.count]))
            ],
            handle: { call throws(ControlRefusal) in
                let removed = call.service.removeBuses(
                    of: try call.namespace(), name: call.query["name"], account: call.query["account"],
                    now: call.now)
                return .json(["removed": .number(JSONNumber(removed))])
            }),
        ControlRoute(
            method: .get, path: "/events",
            summary: "Lists the last events that were accepted, in order of arrival.",
            parameters: [.namespace],
            answers: [
                Answer(
                    status: 200, summary: "the events",
                    schema: ControlSchema.object([
                        "events": ControlSchema.list(ControlSchema.reference("event"))
                    ]))
            ],
            handle: { call throws(ControlRefusal) in
                .json(["events": .array(call.service.events(of: try call.namespace()).map(json))])
            }),
    ]

    private static let reset: @Sendable (ControlCall) throws(ControlRefusal) -> ControlReply = {
        call throws(ControlRefusal) in
        let namespace = try call.namespaceOrAll()
        var parts = ControlPart.allCases
        if call.body.object != nil {
            _ = try call.body.members(["parts"])
            if let names = try call.body.texts("parts") {
                parts = []
                for name in names {
                    guard let part = ControlPart(rawValue: name) else {
                        let known = ControlPart.allCases.map(\.rawValue).joined(separator: ", ")
                        throw call.body.refusal(
                            of: "parts", "unknown part '\(name)': it must be one of \(known)")
                    }
                    parts.append(part)
                }
            }
        }
        let before = Set(call.service.knownNamespaces)
        call.service.reset(Set(parts), of: namespace, now: call.now)
        if parts.contains(.journal) { call.api.witness.forget(namespace) }
        // A namespace that no key opens any more is gone with all that it held.
        for name in before.subtracting(call.service.knownNamespaces) { call.api.witness.forget(name) }
        return .json(["parts": .array(parts.map { .string($0.rawValue) })])
    }

    private static let addSource: @Sendable (ControlCall) throws(ControlRefusal) -> ControlReply = {
        call throws(ControlRefusal) in
        _ = try call.body.members(["name", "account", "state", "bus", "region"])
        let namespace = try call.namespace()
        var state = PartnerEventSource.State.pending
        if let word = try call.body.text("state") {
            guard let known = PartnerEventSource.State(rawValue: word) else {
                let all = PartnerEventSource.State.allCases.map(\.rawValue).joined(separator: ", ")
                throw call.body.refusal(of: "state", "unknown state '\(word)': it must be one of \(all)")
            }
            state = known
        }
        let region = try region(call)
        let source = FakeConfiguration.InitialSource(
            name: try call.body.requiredText("name"),
            account: try call.body.text("account") ?? FakeCredential.example.account, state: state,
            hasBus: try call.body.flag("bus"), region: region, namespace: namespace)
        func found() -> PartnerEventSource? {
            call.service.sources(of: namespace).first {
                $0.name == source.name && $0.account == source.account && $0.region == region
            }
        }
        guard found() == nil else {
            throw ControlRefusal(409, "exists", "the account has a source of this name already")
        }
        call.service.add(source, now: call.now)
        guard let added = found() else {
            throw ControlRefusal(409, "gone", "the source was taken away at once")
        }
        return .now(ControlAnswer(status: 201, body: json(added, namespace)))
    }

    /// Where a source is to be: in a region that is answered for, the first unless another is said.
    private static func region(_ call: ControlCall) throws(ControlRefusal) -> String {
        let known = [call.service.configuration.region] + call.service.configuration.otherRegions
        guard let region = try call.body.text("region") else { return known[0] }
        guard known.contains(region) else {
            throw call.body.refusal(
                of: "region",
                "the server does not answer for '\(region)': it must be one of \(known.joined(separator: ", "))"
            )
        }
        return region
    }

    private static func json(_ source: PartnerEventSource, _ namespace: String) -> JSONValue {
        [
            "name": .string(source.name), "account": .string(source.account),
            "state": .string(source.state.rawValue), "region": .string(source.region),
            "arn": .string(source.arn), "created-at": .string(Moment.text(source.createdAt)),
            "namespace": .string(namespace),
        ]
    }

    private static func json(_ bus: EventBus, _ namespace: String) -> JSONValue {
        [
            "name": .string(bus.name), "account": .string(bus.account), "region": .string(bus.region),
            "arn": .string(bus.arn), "source": bus.sourceName.map(JSONValue.string) ?? .null,
            "created-at": .string(Moment.text(bus.createdAt)),
            "received-events": .number(JSONNumber(bus.receivedEvents)), "namespace": .string(namespace),
        ]
    }

    private static func json(_ event: PartnerEvent) -> JSONValue {
        [
            "id": .string(event.id), "source": .string(event.source), "account": .string(event.account),
            "region": .string(event.region), "detail-type": .string(event.detailType),
            "detail": .string(event.detail), "resources": .array(event.resources.map(JSONValue.string)),
            "received-at": .string(Moment.text(event.receivedAt)), "is-delivered": .bool(event.isDelivered),
        ]
    }
}
