import AWSWire
import Diagnostics
import JSONTree
import YAMLTree

/// Reads the simple values: texts, flags, numbers, words, durations, lists.
extension ReadingSession {
    /// A text as it is, without templates.
    func plainText(_ source: SourceNode?) -> String? {
        guard let source = source.map(resolve) else { return nil }
        guard let scalar = source.scalar, !scalar.value.isNull else {
            reportType(source, expected: "a text")
            return nil
        }
        return scalar.text
    }

    /// A text that is known before the run: variables may stand in it, captures and built-in values may not.
    func staticText(_ source: SourceNode?) -> String? {
        guard let source else { return nil }
        let before = references.count
        guard let template = template(source) else { return nil }
        if let literal = template.literal { return literal }
        // A name that is no capture either is told as unknown, once all captures are known.
        for index in before..<references.count { references[index].isMisplaced = true }
        if references.count == before { reportMisplaced(at: resolve(source).place) }
        return nil
    }

    func reportMisplaced(at place: Place) {
        report(
            .misplacedTemplate, at: place,
            "built-in values and captures cannot stand here, since it must be known before the run")
    }

    /// A text for people, in which built-in values stand as they are written.
    func title(_ source: SourceNode?) -> String? {
        guard let source, let template = template(source) else { return nil }
        return template.literal ?? template.source
    }

    func flag(_ source: SourceNode?) -> Bool? {
        guard let source = source.map(resolve) else { return nil }
        guard let flag = source.scalar?.value.bool else {
            reportType(source, expected: "true or false")
            return nil
        }
        return flag
    }

    /// Only `true` makes sense here.
    func yes(_ source: SourceNode, _ name: String) {
        if flag(source) == false {
            report(.wrongType, at: resolve(source).place, "'\(name)' can only be true")
        }
    }

    /// A whole number within the bounds that the key's rule sets.
    func integer<Key: LanguageKey>(_ fields: Fields<Key>, _ key: Key) -> Int? {
        guard let source = fields[key] else { return nil }
        guard case .integer(let range) = key.rule.shape else {
            preconditionFailure("the rule of '\(key.rawValue)' is not an integer's")
        }
        return integer(source, in: range)
    }

    func integer(_ source: SourceNode, in range: ClosedRange<Int>) -> Int? {
        let source = resolve(source)
        guard let number = source.scalar?.value.number else {
            reportType(source, expected: "a whole number")
            return nil
        }
        guard let value = number.int else {
            report(.wrongType, at: source.place, "expected a whole number, found \(number.lexeme)")
            return nil
        }
        guard range.contains(value) else {
            reportRange(source, String(range.lowerBound), String(range.upperBound))
            return nil
        }
        return value
    }

    func number<Key: LanguageKey>(_ fields: Fields<Key>, _ key: Key) -> Double? {
        guard let source = fields[key].map(resolve) else { return nil }
        guard case .number(let range) = key.rule.shape else {
            preconditionFailure("the rule of '\(key.rawValue)' is not a number's")
        }
        guard let number = source.scalar?.value.number else {
            reportType(source, expected: "a number")
            return nil
        }
        guard range.contains(number.double) else {
            reportRange(source, JSONNumber(range.lowerBound).lexeme, JSONNumber(range.upperBound).lexeme)
            return nil
        }
        return number.double
    }

    private func reportRange(_ source: SourceNode, _ least: String, _ most: String) {
        report(
            .outOfRange, at: source.place,
            "\(source.scalar?.text ?? "") is out of range: it must be between \(least) and \(most)")
    }

    /// One of the words of an enumeration.
    func word<Word>(_ source: SourceNode?, _ subject: String, of type: Word.Type = Word.self) -> Word?
    where Word: RawRepresentable & CaseIterable, Word.RawValue == String {
        guard let source, let text = staticText(source) else { return nil }
        if let word = Word(rawValue: text) { return word }
        reportWord(text, at: resolve(source).place, subject, among: Word.allCases.map(\.rawValue))
        return nil
    }

    func word(_ source: SourceNode?, _ subject: String, among words: [String]) -> String? {
        guard let source, let text = staticText(source) else { return nil }
        if words.contains(text) { return text }
        reportWord(text, at: resolve(source).place, subject, among: words)
        return nil
    }

    private func reportWord(_ text: String, at place: Place, _ subject: String, among words: [String]) {
        let near = nearest(to: text, among: words)
        let known = near == nil ? ": it must be \(Self.list(words))" : ""
        report(.unknownWord, at: place, "unknown \(subject) '\(Self.shortened(text))'\(known)", nearest: near)
    }

    /// Words as a person would list them: `a, b or c`.
    static func list(_ words: [String]) -> String {
        guard let last = words.last, words.count > 1 else { return words.first ?? "" }
        return words.dropLast().joined(separator: ", ") + " or " + last
    }

    func operation(_ source: SourceNode?) -> OperationModel? {
        guard let source, let name = staticText(source) else { return nil }
        if let operation = OperationModel.named(name) { return operation }
        report(
            .unknownOperation, at: resolve(source).place, "unknown operation '\(Self.shortened(name))'",
            nearest: nearest(to: name, among: OperationModel.all.map(\.name)))
        return nil
    }

    func duration(_ source: SourceNode?, isSigned: Bool = false) -> Duration? {
        guard let source, let text = staticText(source) else { return nil }
        do throws(InvalidDuration) {
            return try Duration(written: text, isSigned: isSigned)
        } catch {
            report(.badDuration, at: resolve(source).place, error.message)
            return nil
        }
    }

    /// The elements of a list.
    func list(_ source: SourceNode?, _ subject: String, isEmptyAllowed: Bool = false) -> [SourceNode]? {
        guard let source = source.map(resolve) else { return nil }
        guard let elements = source.node.sequence else {
            reportType(source, expected: subject)
            return nil
        }
        if elements.isEmpty, !isEmptyAllowed {
            report(.empty, at: source.place, "expected \(subject), found an empty list")
        }
        return elements.map(source.sibling)
    }

    /// A list, or a single element in its place.
    func oneOrMore(_ source: SourceNode?, _ subject: String) -> [SourceNode]? {
        guard let source = source.map(resolve) else { return nil }
        return source.node.sequence == nil ? [source] : list(source, subject)
    }

    /// Texts that are known before the run, each with its place.
    func texts(_ source: SourceNode?, _ subject: String) -> [(text: String, place: Place)] {
        var texts: [(text: String, place: Place)] = []
        for element in list(source, subject) ?? [] {
            guard let text = staticText(element) else { continue }
            texts.append((text, resolve(element).place))
        }
        return texts
    }

    /// The ids of requirements; those of the catalogue's family must be in the catalogue.
    func requirements(_ source: SourceNode?) -> [String] {
        var ids: [String] = []
        for (id, place) in texts(source, "a list of requirement ids") {
            checkRequirement(id, at: place)
            if !ids.contains(id) { ids.append(id) }
        }
        return ids
    }

    func requirement(_ source: SourceNode?) -> String? {
        guard let source, let id = staticText(source) else { return nil }
        checkRequirement(id, at: resolve(source).place)
        return id
    }

    private func checkRequirement(_ id: String, at place: Place) {
        guard id.hasPrefix(RequirementCatalogue.family), reader.catalogue[id] == nil else { return }
        report(
            .unknownRequirement, at: place, "unknown requirement '\(Self.shortened(id))'",
            nearest: nearest(to: id, among: reader.catalogue.ids))
    }
}
