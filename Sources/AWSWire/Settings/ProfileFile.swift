/// A config or credentials file: sections of settings, some of them nested one level.
struct ProfileFile: Hashable, Sendable {
    enum Value: Hashable, Sendable {
        case text(String)
        case nested([String: String])

        var text: String? {
            switch self {
            case .text(let text): text.isEmpty ? nil : text
            case .nested: nil
            }
        }
    }

    /// Settings by section header, without its brackets, blanks folded to one; names of settings in lower case.
    private(set) var sections: [String: [String: Value]] = [:]

    /// A file without sections.
    init() {}

    /// Reads a file's text; sections of one name are joined and later settings win.
    init(_ text: String, path: String) throws(SettingsError) {
        var section: String?
        var setting: String?
        for (index, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
            .enumerated()
        {
            func invalid(_ what: String) -> SettingsError {
                SettingsError("\(path), line \(index + 1): \(what)")
            }
            let content = line.trimmed
            if content.isEmpty || content.hasPrefix("#") || content.hasPrefix(";") { continue }
            if content.hasPrefix("["), line.first == "[" {
                guard let end = content.firstIndex(of: "]") else { throw invalid("'[' has no ']' after it") }
                let name = Self.name(ofHeader: content[content.index(after: content.startIndex)..<end])
                sections[name, default: [:]].merge([:]) { $1 }
                section = name
                setting = nil
                continue
            }
            guard let section else { throw invalid("a setting stands before the first section") }
            if line.first?.isWhitespace == true, let setting {
                try append(content, to: setting, in: section, invalid("a nested setting has no '='"))
                continue
            }
            guard let (name, value) = Self.pair(content) else { throw invalid("a setting has no '='") }
            sections[section, default: [:]][name] = .text(value)
            setting = name
        }
    }

    /// An indented line: a nested setting under one without a value, otherwise more of the value.
    private mutating func append(
        _ content: Substring, to setting: String, in section: String, _ error: SettingsError
    ) throws(SettingsError) {
        switch sections[section]?[setting] {
        case .text(let value)? where !value.isEmpty:
            sections[section]?[setting] = .text("\(value)\n\(content)")
        case .nested(var nested)?:
            guard let (name, value) = Self.pair(content) else { throw error }
            nested[name] = value
            sections[section]?[setting] = .nested(nested)
        case .text?, nil:
            guard let (name, value) = Self.pair(content) else { throw error }
            sections[section]?[setting] = .nested([name: value])
        }
    }

    private static func name(ofHeader header: Substring) -> String {
        var words = header.split(whereSeparator: \.isWhitespace).map(String.init)
        if words.count > 1 {
            let name = words.dropFirst().joined(separator: " ")
            let isQuoted =
                name.count > 1 && (name.first == "\"" || name.first == "'") && name.first == name.last
            words = [words[0], isQuoted ? String(name.dropFirst().dropLast()) : name]
        }
        return words.joined(separator: " ")
    }

    private static func pair(_ content: Substring) -> (String, String)? {
        guard let mark = content.firstIndex(of: "=") else { return nil }
        let name = content[..<mark].trimmed.lowercased()
        var value = content[content.index(after: mark)...]
        // A comment at the end of a line begins after white space.
        for index in value.indices where value[index] == "#" || value[index] == ";" {
            guard index > value.startIndex, value[value.index(before: index)].isWhitespace else { continue }
            value = value[..<index]
            break
        }
        return name.isEmpty ? nil : (name, String(value.trimmed))
    }
}

extension Substring {
    fileprivate var trimmed: Substring {
        let start = drop(while: \.isWhitespace)
        return start.lastIndex { !$0.isWhitespace }.map { start[...$0] } ?? ""
    }
}
