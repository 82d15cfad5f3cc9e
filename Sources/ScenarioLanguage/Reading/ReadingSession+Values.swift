import AWSWire
import Diagnostics
import JSONTree
import YAMLTree

/// Reads values of JSON: inputs, and what answers are compared with.
extension ReadingSession {
    /// What decides how a value is read.
    struct ValueReading {
        /// The type of the value in the operation's model; nil for any.
        var shape: ShapeModel?
        /// Whether `{ json: … }` stands for any JSON, as in inputs.
        var allowsJSON = false
        /// What the mapping at this place is, when one is expected.
        var subject = "the value"
        /// Whether another type than the model's is taken as it is written, as in what an answer may hold.
        var isLenient = false

        func of(_ shape: ShapeModel?) -> ValueReading {
            ValueReading(shape: shape, allowsJSON: allowsJSON, subject: subject, isLenient: isLenient)
        }

        static let anything = ValueReading()
    }

    /// The input of a call: any member may be missing, and every type may be wrong, if on purpose.
    func input(_ source: SourceNode?, of operation: OperationModel) -> ValueTemplate {
        guard let source else { return .constant(.object([:])) }
        let reading = ValueReading(
            shape: .structure(operation.input), allowsJSON: true, subject: "the input of \(operation.name)")
        return value(source, reading)
    }

    func value(_ source: SourceNode, _ reading: ValueReading) -> ValueTemplate {
        let source = resolve(source)
        switch source.node.content {
        case .scalar(let scalar): return scalarValue(scalar, source, reading)
        case .sequence(let elements): return listValue(elements, source, reading)
        case .mapping(let members): return objectValue(members, source, reading)
        }
    }

    private func scalarValue(
        _ scalar: YAMLScalar, _ source: SourceNode, _ reading: ValueReading
    ) -> ValueTemplate {
        if scalar.text.utf8.contains(UInt8(ascii: "$")) {
            let template = template(scalar, source)
            if let name = template.loneCapture { return .capture(name) }
            checkText(source, template.source, reading)
            return template.literal.map { .constant(.string($0)) } ?? .text(template)
        }
        let value = scalar.value
        if value.isNull { return .constant(.null) }
        switch reading.shape {
        case .string:
            return .constant(.string(scalar.text))
        case .integer, .timestamp:
            if value.number == nil { reportValue(source, expected: "a number", reading) }
        case .boolean:
            if value.bool == nil { reportValue(source, expected: "true or false", reading) }
        case .list:
            reportValue(source, expected: "a list", reading)
        case .structure:
            reportValue(source, expected: "a mapping of members", reading)
        case nil:
            break
        }
        return .constant(value)
    }

    /// A text with templates in it stands only where a text may stand.
    private func checkText(_ source: SourceNode, _ text: String, _ reading: ValueReading) {
        switch reading.shape {
        case .string, nil: break
        case .integer, .timestamp, .boolean, .list, .structure:
            reportValue(source, expected: "a value of another type than text", reading)
        }
    }

    private func reportValue(_ source: SourceNode, expected: String, _ reading: ValueReading) {
        guard !reading.isLenient else { return }
        let advice = reading.allowsJSON ? "; '{ json: … }' sends another type on purpose" : ""
        report(
            .wrongType, at: source.place,
            "expected \(expected), found \(Self.phrase(for: source.node))\(advice)")
    }

    private func listValue(
        _ elements: [YAMLNode], _ source: SourceNode, _ reading: ValueReading
    ) -> ValueTemplate {
        var inner = reading.of(nil)
        switch reading.shape {
        case .list(let shape, _): inner = reading.of(shape)
        case nil: break
        default: reportValue(source, expected: Self.phrase(for: reading.shape), reading)
        }
        let values = elements.map { value(source.sibling($0), inner) }
        let constants = values.compactMap(\.constant)
        return constants.count == values.count ? .constant(.array(constants)) : .list(values)
    }

    private func objectValue(
        _ members: [YAMLMember], _ source: SourceNode, _ reading: ValueReading
    ) -> ValueTemplate {
        if reading.allowsJSON, members.count == 1, let only = members.first, only.name == "json" {
            return value(source.sibling(only.value), .anything)
        }
        var known: [MemberModel]?
        switch reading.shape {
        case .structure(let models): known = models
        case nil: break
        default: reportValue(source, expected: Self.phrase(for: reading.shape), reading)
        }
        var values: [ValueTemplate.Member] = []
        values.reserveCapacity(members.count)
        for member in members {
            let model = known?.first { $0.name == member.name }
            if let known, model == nil, !(reading.allowsJSON && isJSON(source.sibling(member.value))) {
                reportUnknownMember(member, in: source, reading.subject, known: known, reading)
            }
            values.append(
                ValueTemplate.Member(
                    name: member.name, value: value(source.sibling(member.value), reading.of(model?.shape))))
        }
        var object = JSONObject()
        for member in values {
            guard let constant = member.value.constant else { return .object(values) }
            object.append(member.name, constant)
        }
        return .constant(.object(object))
    }

    private func isJSON(_ source: SourceNode) -> Bool {
        guard let members = resolve(source).node.mapping else { return false }
        return members.count == 1 && members.first?.name == "json"
    }

    private func reportUnknownMember(
        _ member: YAMLMember, in source: SourceNode, _ subject: String, known: [MemberModel],
        _ reading: ValueReading
    ) {
        guard !reading.isLenient else { return }
        let near = nearest(to: member.name, among: known.map(\.name))
        let advice = near == nil && reading.allowsJSON ? "; '{ json: … }' sends it on purpose" : ""
        report(
            .unknownMember, at: source.place(of: member.key),
            "\(subject) has no member '\(Self.shortened(member.name))'\(advice)", nearest: near)
    }

    /// What a type of the model is in a file.
    static func phrase(for shape: ShapeModel?) -> String {
        switch shape {
        case .string: "a text"
        case .integer, .timestamp: "a number"
        case .boolean: "true or false"
        case .list: "a list"
        case .structure: "a mapping of members"
        case nil: "a value"
        }
    }

    /// A body: plain text, or bytes written in another way.
    func body(_ source: SourceNode) -> BodyTemplate? {
        let source = resolve(source)
        guard source.node.mapping != nil else { return template(source).map(BodyTemplate.text) }
        guard let fields = fields(source, BodyKey.self) else { return nil }
        guard let key = exclusive(fields, BodyKey.allCases), let value = fields[key] else {
            report(
                .missingKey, at: source.place,
                "a body needs one of \(Self.list(BodyKey.allCases.map(\.rawValue)))")
            return nil
        }
        switch key {
        case .text: return template(value).map(BodyTemplate.text)
        case .json: return .json(self.value(value, .anything))
        case .base64: return bytes(value, "base64", decode: bytes(base64:)).map(BodyTemplate.bytes)
        case .hex: return bytes(value, "hexadecimal", decode: bytes(hex:)).map(BodyTemplate.bytes)
        }
    }

    func bytes(_ source: SourceNode, _ name: String, decode: (String) -> [UInt8]?) -> [UInt8]? {
        guard let text = staticText(source) else { return nil }
        if let bytes = decode(text) { return bytes }
        report(.badEncoding, at: resolve(source).place, "'\(Self.shortened(text))' is not \(name)")
        return nil
    }
}
