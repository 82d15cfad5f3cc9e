import Diagnostics
import JSONTree
import YAMLTree

/// The members of a mapping whose keys the language knows.
struct Fields<Key: LanguageKey> {
    let source: SourceNode
    fileprivate var values: [Key: (key: YAMLNode, value: SourceNode)] = [:]

    subscript(_ key: Key) -> SourceNode? { values[key]?.value }

    func has(_ key: Key) -> Bool { values[key] != nil }

    /// Where the key itself stands; the mapping's place when it is not there.
    func place(of key: Key) -> Place {
        values[key].map { source.place(of: $0.key) } ?? source.place
    }

    /// Whether nothing at all is written in the mapping.
    var isEmpty: Bool { source.node.mapping?.isEmpty ?? true }

    /// Whether nothing is written but keys that expect nothing by themselves.
    func expectsNothing(_ isIdle: (Key) -> Bool) -> Bool {
        (source.node.mapping ?? []).allSatisfy { Key(rawValue: $0.name).map(isIdle) ?? false }
    }

    /// The keys that are there, in the order of the language.
    var keys: [Key] { Key.allCases.filter { values[$0] != nil } }
}

extension ReadingSession {
    /// Checks a mapping's keys; nil when it is no mapping.
    func fields<Key: LanguageKey>(_ source: SourceNode, _ type: Key.Type) -> Fields<Key>? {
        let source = resolve(source)
        guard let members = mapping(source, Key.subject) else { return nil }
        var fields = Fields<Key>(source: source)
        for member in members {
            guard let key = Key(rawValue: member.name) else {
                reportUnknownKey(member, in: source, Key.subject, known: Key.allCases.map(\.rawValue))
                continue
            }
            fields.values[key] = (member.key, resolve(source.sibling(member.value)))
        }
        requireKeys(of: fields)
        return fields
    }

    /// Takes the known keys out of a mapping that also has names of the author's own.
    func openFields<Key: LanguageKey>(
        _ source: SourceNode, _ type: Key.Type
    ) -> (fields: Fields<Key>, others: [YAMLMember])? {
        let source = resolve(source)
        guard let members = mapping(source, Key.subject) else { return nil }
        var fields = Fields<Key>(source: source)
        var others: [YAMLMember] = []
        for member in members {
            if let key = Key(rawValue: member.name) {
                fields.values[key] = (member.key, resolve(source.sibling(member.value)))
            } else {
                others.append(member)
            }
        }
        requireKeys(of: fields)
        return (fields, others)
    }

    private func requireKeys<Key: LanguageKey>(of fields: Fields<Key>) {
        for key in Key.allCases where !fields.has(key) && key.rule.isRequired {
            report(.missingKey, at: fields.source.place, "\(Key.subject) needs the key '\(key.rawValue)'")
        }
    }

    func reportUnknownKey(_ member: YAMLMember, in source: SourceNode, _ subject: String, known: [String]) {
        report(
            .unknownKey, at: source.place(of: member.key), "unknown key '\(member.name)' in \(subject)",
            nearest: nearest(to: member.name, among: known))
    }

    /// Reports all but the first of keys that exclude each other; tells which one counts.
    @discardableResult
    func exclusive<Key: LanguageKey>(_ fields: Fields<Key>, _ keys: [Key]) -> Key? {
        let found = keys.filter(fields.has).sorted { fields.place(of: $0) < fields.place(of: $1) }
        guard let first = found.first else { return nil }
        for other in found.dropFirst() {
            report(
                .exclusiveKeys, at: fields.place(of: other),
                "'\(other.rawValue)' cannot stand beside '\(first.rawValue)'")
        }
        return first
    }

    /// The members of a mapping; `subject` says what it should have been.
    func mapping(_ source: SourceNode, _ subject: String) -> [YAMLMember]? {
        if let members = source.node.mapping { return members }
        reportType(source, expected: "\(subject), which is a mapping")
        return nil
    }

    func reportType(_ source: SourceNode, expected: String) {
        // A name that could not be filled in has been reported as such.
        guard let scalar = source.scalar, Self.loneName(in: scalar.text) != nil else {
            report(
                .wrongType, at: source.place, "expected \(expected), found \(Self.phrase(for: source.node))")
            return
        }
        let template = template(source)
        if template?.parts.isEmpty == false {
            report(
                .wrongType, at: source.place, "expected \(expected), found \(Self.phrase(for: source.node))")
        }
    }

    /// What a node is, in words.
    static func phrase(for node: YAMLNode) -> String {
        switch node.content {
        case .mapping: return "a mapping"
        case .sequence: return "a list"
        case .scalar(let scalar):
            switch scalar.value.kind {
            case .null: return "nothing"
            case .string:
                return scalar.text.isEmpty ? "an empty text" : "the text '\(shortened(scalar.text))'"
            default: return "'\(shortened(scalar.text))'"
            }
        }
    }

    static func shortened(_ text: String) -> String {
        text.unicodeScalars.count <= 40 ? text : String(text.unicodeScalars.prefix(37)) + "..."
    }
}
