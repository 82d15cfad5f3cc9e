import AWSWire
import JSONTree

/// Faults in the one form in which scenario files write them.
enum FaultJSON {
    static func object(_ fault: Fault) -> JSONObject {
        var object = JSONObject()
        if let on = fault.on { object.append("on", .string(on)) }
        if let name = fault.name { object.append("name", condition(name)) }
        if let key = fault.key { object.append("key", .string(key)) }
        if let times = fault.times { object.append("times", .number(JSONNumber(times))) }
        if fault.after > 0 { object.append("after", .number(JSONNumber(fault.after))) }
        if fault.every > 1 { object.append("every", .number(JSONNumber(fault.every))) }
        if fault.probability < 1 {
            object.append("probability", .number(JSONNumber(fault.probability)))
        }
        if fault.probability < 1 || fault.seed > 0 {
            object.append("seed", .number(JSONNumber(Int(truncatingIfNeeded: fault.seed & UInt64(Int.max)))))
        }
        if let ttl = fault.ttl { object.append("ttl", .string(Moment.text(ttl, sign: false))) }
        if let window = fault.window {
            var span: JSONObject = ["from": .string(Moment.text(window.from, sign: false))]
            if let end = window.to { span.append("to", .string(Moment.text(end, sign: false))) }
            object.append("window", .object(span))
        }
        if let label = fault.label { object.append("label", .string(label)) }
        switch fault.plan {
        case .each(let actions): object.append("do", .object(self.actions(actions)))
        case .sequence(let elements):
            object.append(
                "sequence",
                .array(elements.map { $0.isEmpty ? [:] : ["do": .object(self.actions($0))] }))
        }
        return object
    }

    private static func actions(_ actions: [FaultAction]) -> JSONObject {
        JSONObject(
            actions.map { action in
                // The fields in the catalogue's order.
                let fields = action.name.fields.compactMap { field in
                    action.values[field.name].map {
                        JSONObject.Member(name: field.name, value: value($0))
                    }
                }
                return JSONObject.Member(name: action.name.rawValue, value: .object(JSONObject(fields)))
            })
    }

    private static func condition(_ name: Fault.NameCondition) -> JSONValue {
        switch name {
        case .equals(let text): .string(text)
        case .startsWith(let text): ["starts-with": .string(text)]
        case .endsWith(let text): ["ends-with": .string(text)]
        case .contains(let text): ["contains": .string(text)]
        case .matches(let pattern): ["matches": .string(pattern)]
        }
    }

    private static func value(_ value: FaultValue) -> JSONValue {
        switch value {
        case .duration(let duration): .string(Moment.text(duration, sign: false))
        case .integer(let number): .number(JSONNumber(number))
        case .number(let number): .number(JSONNumber(number))
        case .text(let text): .string(text)
        case .flag(let flag): .bool(flag)
        case .json(let text): (try? JSONReader.read(text)) ?? .string(text)
        case .bytes(let bytes): .string(Base64.text(bytes))
        }
    }
}
