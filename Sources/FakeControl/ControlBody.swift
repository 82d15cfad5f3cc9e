import JSONTree

/// The JSON that came with a request, and its text, which places point into.
struct ControlBody: Sendable {
    /// As it came; empty for no body.
    let text: String
    /// Nil for no body.
    let object: JSONObject?
    private let bytes: [UInt8]

    private static let limits = JSONLimits(maximumBytes: 4 << 20, maximumDepth: 64)

    init(_ bytes: [UInt8], isExpected: Bool) throws(ControlRefusal) {
        self.bytes = bytes
        text = String(decoding: bytes, as: UTF8.self)
        guard !bytes.isEmpty else {
            object = nil
            return
        }
        guard isExpected else { throw ControlRefusal(400, "bad-body", "this route takes no body") }
        let value: JSONValue
        do throws(JSONError) {
            value = try JSONReader.read(bytes, limits: Self.limits)
        } catch {
            throw ControlRefusal(
                400, "bad-json", "the body is not JSON: \(error.message)",
                places: [.init(line: error.line, column: error.column, message: error.message, code: nil)])
        }
        guard case .object(let found) = value else {
            throw ControlRefusal(400, "bad-body", "the body must be a JSON object")
        }
        object = found
    }

    /// The members by name, of which all must be known.
    func members(_ known: [String]) throws(ControlRefusal) -> JSONObject {
        guard let object else { throw ControlRefusal(400, "bad-body", "this route needs a JSON object") }
        for name in object.names where !known.contains(name) {
            throw refusal(
                of: name, "unknown member '\(name)': it must be one of \(known.joined(separator: ", "))")
        }
        return object
    }

    /// A text; nil where it is missing or null.
    func text(_ name: String) throws(ControlRefusal) -> String? {
        switch object?[name] {
        case nil, .null: return nil
        case .string(let text): return text
        default: throw refusal(of: name, "'\(name)' must be a text")
        }
    }

    /// A text that must be there.
    func requiredText(_ name: String) throws(ControlRefusal) -> String {
        guard let text = try text(name), !text.isEmpty else {
            throw ControlRefusal(400, "bad-body", "the member '\(name)' is missing or empty")
        }
        return text
    }

    func flag(_ name: String) throws(ControlRefusal) -> Bool? {
        switch object?[name] {
        case nil, .null: return nil
        case .bool(let flag): return flag
        default: throw refusal(of: name, "'\(name)' must be true or false")
        }
    }

    /// A list of texts; nil where it is missing or null.
    func texts(_ name: String) throws(ControlRefusal) -> [String]? {
        switch object?[name] {
        case nil, .null: return nil
        case .array(let elements):
            let texts = elements.compactMap(\.string)
            guard texts.count == elements.count else { throw refusal(of: name, "'\(name)' must hold texts") }
            return texts
        default: throw refusal(of: name, "'\(name)' must be a list of texts")
        }
    }

    /// Something wrong with a member, with the place of its value.
    func refusal(of name: String, _ message: String) -> ControlRefusal {
        let place = JSONReader.place(of: [.member(name)], in: bytes)
        return ControlRefusal(
            400, "bad-body", message,
            places: place.map { [.init(line: $0.line, column: $0.column, message: message, code: nil)] } ?? []
        )
    }
}
