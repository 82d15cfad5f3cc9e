import AWSWire
package import JSONTree

/// The catalogue of faults as data: for documents, for checks, and for whoever writes a client of the control API.
package enum FaultCatalogue {
    /// The catalogue as text: a list of names with their fields, one JSON document.
    package static var text: String { JSONWriter.pretty(json) + "\n" }

    package static var json: JSONValue { .array(FaultName.allCases.map(entry)) }

    private static func entry(of name: FaultName) -> JSONValue {
        let moments = name.fields.first { $0.name == "at" }?.words ?? []
        var object: JSONObject = [
            "name": .string(name.rawValue), "group": .string(name.group.rawValue),
            "summary": .string(name.entry.summary), "client": .string("should " + name.duty.rawValue),
            "fields": .array(name.fields.map(field)),
        ]
        if name.isOfConnection(nil) {
            object.append("connection", true)
        } else if let moment = moments.first(where: name.isOfConnection) {
            object.append("connection", .object(["at": .string(moment)]))
        }
        return .object(object)
    }

    private static func field(_ field: FaultField) -> JSONValue {
        var object: JSONObject = [
            "name": .string(field.name), "type": .string(field.typeName), "required": .bool(field.isRequired),
        ]
        if !field.words.isEmpty { object.append("words", .array(field.words.map(JSONValue.string))) }
        return .object(object)
    }
}

extension FaultField {
    /// The words of which one may stand here; none where it is no choice of words.
    fileprivate var words: [String] {
        if case .word(let words) = kind { words } else { [] }
    }

    fileprivate var typeName: String {
        switch kind {
        case .duration: "duration"
        case .offset: "offset"
        case .integer: "integer"
        case .number: "number"
        case .text: "text"
        case .word: "word"
        case .flag: "flag"
        case .json: "json"
        case .base64: "base64"
        }
    }
}
