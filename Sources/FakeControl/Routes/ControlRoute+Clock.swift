import AWSWire
import EventBridgeFake
import JSONTree
import ScenarioLanguage

/// The lifecycle's time: what expires does so by it.
extension ControlRoute {
    static let aboutClock: [ControlRoute] = [
        ControlRoute(
            method: .get, path: "/clock", summary: "Tells the time of the lifecycle.",
            parameters: [.namespace], answers: [clock],
            handle: { call throws(ControlRefusal) in json(call, try call.namespace()) }),
        ControlRoute(
            method: .put, path: "/clock",
            summary:
                "Sets the time of the lifecycle, or how far it is from the machine's; it goes on from there.",
            parameters: [.namespace],
            body: Body(
                schema: ControlSchema.object(["time?": ControlSchema.time, "offset?": ControlSchema.duration]
                ),
                isRequired: true, example: ["offset": "+7d"]),
            answers: [clock],
            handle: { call throws(ControlRefusal) in
                let members = try call.body.members(["time", "offset"])
                guard members.count == 1 else {
                    throw ControlRefusal(400, "bad-body", "the clock takes either 'time' or 'offset'")
                }
                let namespace = try call.namespace()
                let target: Duration
                if let text = try call.body.text("time") {
                    guard let time = SigningTime(iso8601: text) else {
                        throw call.body.refusal(
                            of: "time", "'\(text)' is not a time such as 2026-11-23T12:00:00Z")
                    }
                    target = .seconds(time.secondsSince1970)
                } else {
                    target = call.now + (try duration("offset", call))
                }
                let time = call.service.lifecycleTime(of: namespace, now: call.now)
                call.service.moveLifecycle(of: namespace, by: target - time, now: call.now)
                return json(call, namespace)
            }),
        ControlRoute(
            method: .post, path: "/clock/advance", summary: "Lets time pass in the lifecycle at once.",
            parameters: [.namespace],
            body: Body(
                schema: ControlSchema.object(["by": ControlSchema.duration]), isRequired: true,
                example: ["by": "14d"]),
            answers: [clock],
            handle: { call throws(ControlRefusal) in
                _ = try call.body.members(["by"])
                let namespace = try call.namespace()
                let step = try duration("by", call)
                call.service.moveLifecycle(of: namespace, by: step, now: call.now)
                return json(call, namespace)
            }),
    ]

    private static let clock = Answer(
        status: 200, summary: "the time of the lifecycle", schema: ControlSchema.reference("clock"))

    private static func duration(_ name: String, _ call: ControlCall) throws(ControlRefusal) -> Duration {
        let text = try call.body.requiredText(name)
        do throws(InvalidDuration) {
            return try Duration(written: text, isSigned: true)
        } catch {
            throw call.body.refusal(of: name, error.message)
        }
    }

    private static func json(_ call: ControlCall, _ namespace: String) -> ControlReply {
        let time = call.service.lifecycleTime(of: namespace, now: call.now)
        return .json([
            "namespace": .string(namespace), "time": .string(Moment.text(time)),
            "offset": .string(Moment.text(time - call.now, sign: true)),
        ])
    }
}
