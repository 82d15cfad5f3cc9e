import AWSWire
import EventBridgeFake
import JSONTree
import ScenarioLanguage

/// What the fake does wrong on purpose.
extension ControlRoute {
    static let aboutFaults: [ControlRoute] = [
        ControlRoute(
            method: .get, path: "/faults",
            summary: "Lists the armed faults in order, with how often each was met.",
            parameters: [.namespaceOrAll], answers: [armedFaults],
            handle: { call throws(ControlRefusal) in
                .json([
                    "faults": .array(call.service.namespacedFaults(of: try call.namespaceOrAll()).map(json))
                ])
            }),
        ControlRoute(
            method: .post, path: "/faults",
            summary: "Arms a fault behind those that are armed, in the form of scenario files.",
            parameters: [
                Parameter(
                    name: "namespace",
                    summary: "whose calls it befalls; 'default' unless said. A fault of the connection takes "
                        + "none: it befalls all, as nobody knows yet whose a connection will be",
                    schema: ControlSchema.text)
            ], body: oneFault, answers: [armedFault],
            handle: { call throws(ControlRefusal) in
                let namespace = try call.namespace()
                let fault = try fault(call, call.body.text)
                guard !fault.isOfConnection || call.query["namespace"] == nil else {
                    throw ControlRefusal(
                        400, "bad-parameter",
                        "a fault of the connection befalls every namespace, so it is armed without 'namespace'"
                    )
                }
                let id = call.service.arm(fault, in: namespace, at: call.now)
                return try standing(id, call, status: 201)
            }),
        ControlRoute(
            method: .delete, path: "/faults", summary: "Takes all faults away.",
            parameters: [.namespaceOrAll], answers: [removed],
            handle: { call throws(ControlRefusal) in
                let faults = call.service.namespacedFaults(of: try call.namespaceOrAll())
                let count = faults.count { call.service.disarm($0.standing.id) }
                return .json(["removed": .number(JSONNumber(count))])
            }),
        ControlRoute(
            method: .get, path: "/faults/{id}", summary: "Tells how an armed fault stands.",
            answers: [
                Answer(status: 200, summary: "the fault", schema: ControlSchema.reference("armed-fault"))
            ],
            handle: { call throws(ControlRefusal) in try standing(try call.number("id"), call, status: 200) }),
        ControlRoute(
            method: .delete, path: "/faults/{id}", summary: "Takes a fault away.", answers: [removed],
            handle: { call throws(ControlRefusal) in
                guard call.service.disarm(try call.number("id")) else { throw absent(call) }
                return .json(["removed": 1])
            }),
    ]

    private static let oneFault = Body(
        schema: ControlSchema.reference("fault"), isRequired: true,
        example: ["on": "CreatePartnerEventSource", "times": 2, "answer": "InternalException"])

    private static let armedFault = Answer(
        status: 201, summary: "the fault, with the id to take it away by",
        schema: ControlSchema.reference("armed-fault"))

    private static let armedFaults = Answer(
        status: 200, summary: "the faults",
        schema: ControlSchema.object(["faults": ControlSchema.list(ControlSchema.reference("armed-fault"))]))

    private static let removed = Answer(
        status: 200, summary: "how many went", schema: ControlSchema.object(["removed": ControlSchema.count]))

    private static func absent(_ call: ControlCall) -> ControlRefusal {
        ControlRefusal(404, "not-found", "no fault \(call.argument("id")) is armed")
    }

    private static func standing(_ id: Int, _ call: ControlCall, status: Int) throws(ControlRefusal)
        -> ControlReply
    {
        guard let found = call.service.namespacedFaults(of: nil).first(where: { $0.standing.id == id }) else {
            throw absent(call)
        }
        return .now(ControlAnswer(status: status, body: json(found)))
    }

    /// Reads a fault by the scenario language's own rules.
    private static func fault(_ call: ControlCall, _ text: String) throws(ControlRefusal) -> Fault {
        guard !text.isEmpty else { throw ControlRefusal(400, "bad-body", "this route needs a fault") }
        let part = PartReader(file: "body").fault(text)
        guard let template = part.value else { throw ControlRefusal(part.diagnostics) }
        let fault: Fault
        do throws(EvaluationError) {
            fault = try template.evaluate(in: call.variables, accessKey: { _ in nil })
        } catch {
            throw ControlRefusal(400, "bad-body", error.message)
        }
        if let problem = call.service.problem(of: fault) {
            throw ControlRefusal(400, "bad-body", problem.message)
        }
        return fault
    }

    private static func json(_ armed: NamespacedFault) -> JSONValue {
        [
            "id": .number(JSONNumber(armed.standing.id)), "namespace": .string(armed.namespace),
            "title": .string(armed.standing.fault.title),
            "fault": .object(FaultJSON.object(armed.standing.fault)),
            "matched": .number(JSONNumber(armed.standing.matched)),
            "hits": .number(JSONNumber(armed.standing.hits)),
        ]
    }
}
