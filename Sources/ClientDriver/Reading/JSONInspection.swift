import Diagnostics
import JSONTree

/// Reads a JSON text member by member and notes everything that is wrong with it, each with its place.
struct JSONInspection {
    let file: String
    /// The beginning of each diagnostic's code: `result`, `dialect`.
    let subject: String
    let bytes: [UInt8]
    private(set) var diagnostics: [Diagnostic] = []

    init(file: String, subject: String, bytes: [UInt8]) {
        self.file = file
        self.subject = subject
        self.bytes = bytes
    }

    /// The text as one value; nil, with a diagnostic, where it is not JSON.
    mutating func document() -> JSONValue? {
        do throws(JSONError) {
            return try JSONReader.read(bytes, limits: JSONLimits(maximumBytes: 4 << 20, maximumDepth: 64))
        } catch {
            let place = Place(file: file, line: error.line, column: error.column)
            diagnostics.append(
                Diagnostic(
                    place: place, code: "\(subject).not-json", message: "this is not JSON: \(error.message)"))
            return nil
        }
    }

    mutating func complain(_ path: [JSONPathStep], _ code: String, _ message: String, nearest: String? = nil)
    {
        let place = JSONReader.place(of: path, in: bytes)
        diagnostics.append(
            Diagnostic(
                place: Place(file: file, line: place?.line ?? 1, column: place?.column ?? 1),
                code: "\(subject).\(code)", message: message, nearest: nearest))
    }

    /// The value as an object whose names are all known and stand once; others are told.
    mutating func object<Key: RawRepresentable & CaseIterable>(
        _ value: JSONValue, _ path: [JSONPathStep], keys: Key.Type
    ) -> JSONObject? where Key.RawValue == String {
        guard case .object(let object) = value else {
            wrongType(value, path, "an object")
            return nil
        }
        for name in object.duplicateNames {
            complain(
                path + [.member(name)], "duplicate",
                "\(Self.name(path + [.member(name)])) stands more than once")
        }
        for name in object.names where Key(rawValue: name) == nil && !name.hasPrefix("x-") {
            complain(
                path + [.member(name)], "unknown-member", "unknown member '\(name)'",
                nearest: nearest(to: name, among: Key.allCases.map(\.rawValue)))
        }
        return object
    }

    mutating func text(_ value: JSONValue?, _ path: [JSONPathStep]) -> String? {
        switch value {
        case nil, .null?: return nil
        case .string(let text)?: return text
        case .some(let other):
            wrongType(other, path, "a string")
            return nil
        }
    }

    mutating func number(_ value: JSONValue?, _ path: [JSONPathStep], in range: ClosedRange<Int>) -> Int? {
        switch value {
        case nil, .null?: return nil
        case .number(let number)?:
            if let int = number.int, range.contains(int) { return int }
            complain(
                path, "wrong-value",
                "\(Self.name(path)) must be a whole number from \(range.lowerBound) to \(range.upperBound), "
                    + "not \(number.lexeme)")
            return nil
        case .some(let other):
            wrongType(other, path, "a number")
            return nil
        }
    }

    mutating func flag(_ value: JSONValue?, _ path: [JSONPathStep]) -> Bool? {
        switch value {
        case nil, .null?: return nil
        case .bool(let flag)?: return flag
        case .some(let other):
            wrongType(other, path, "a boolean")
            return nil
        }
    }

    /// A word of a closed list; the nearest one is offered for another.
    mutating func word<Word: RawRepresentable & CaseIterable>(
        _ value: JSONValue?, _ path: [JSONPathStep], of: Word.Type
    ) -> Word? where Word.RawValue == String {
        guard let text = text(value, path) else { return nil }
        if let word = Word(rawValue: text) { return word }
        let words = Word.allCases.map(\.rawValue)
        complain(
            path, "wrong-value",
            "\(Self.name(path)) must be one of \(words.joined(separator: ", ")), not '\(text.prefix(80))'",
            nearest: nearest(to: text, among: words))
        return nil
    }

    mutating func missing(_ path: [JSONPathStep], _ name: String, _ reason: String = "") {
        complain(path, "missing", "\(Self.name(path + [.member(name)])) is missing\(reason)")
    }

    mutating func wrongType(_ value: JSONValue, _ path: [JSONPathStep], _ wanted: String) {
        complain(path, "wrong-type", "\(Self.name(path)) must be \(wanted), not \(value.kind.phrase)")
    }

    /// A member's path as people write it: `'error.code'`, `'rules[2].when'`.
    static func name(_ path: [JSONPathStep]) -> String {
        guard !path.isEmpty else { return "the whole" }
        var text = ""
        for step in path {
            switch step {
            case .member(let name): text += text.isEmpty ? name : ".\(name)"
            case .element(let index): text += "[\(index)]"
            }
        }
        return "'\(text)'"
    }
}
