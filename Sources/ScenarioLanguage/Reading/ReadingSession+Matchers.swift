import AWSWire
import Diagnostics
import JSONTree
import YAMLTree

/// Reads matchers.
extension ReadingSession {
    /// What is known about the value that a matcher looks at.
    struct MatchedValue {
        /// Its type; nil when it can be any.
        var shape: ShapeModel?
        /// What a mapping of members at this place is, for messages.
        var subject = "the value"

        static let anything = MatchedValue()
        static let text = MatchedValue(shape: .string(.free))
        static let number = MatchedValue(shape: .integer(nil))

        func of(_ shape: ShapeModel?) -> MatchedValue {
            MatchedValue(shape: shape, subject: subject)
        }

        /// Whether it can have no members, so that a mapping must be a matcher.
        var isSimple: Bool {
            switch shape {
            case .string, .integer, .boolean, .timestamp, .list: true
            case .structure, nil: false
            }
        }

        var element: MatchedValue {
            if case .list(let shape, _) = shape { of(shape) } else { of(nil) }
        }
    }

    func matcher(_ source: SourceNode, _ matched: MatchedValue) -> MatcherNode {
        let source = resolve(source)
        return MatcherNode(plainOrMatcher(source, matched), place: source.place)
    }

    func optionalMatcher(_ source: SourceNode?, _ matched: MatchedValue) -> MatcherNode? {
        source.map { matcher($0, matched) }
    }

    private func plainOrMatcher(_ source: SourceNode, _ matched: MatchedValue) -> Matcher {
        switch source.node.content {
        case .scalar:
            if case .list = matched.shape, Self.loneName(of: source.node) == nil {
                report(
                    .wrongType, at: source.place,
                    "expected a list or a matcher, found \(Self.phrase(for: source.node))")
            }
            return .equals(value(source, ValueReading(shape: scalarShape(matched.shape))))
        case .sequence(let elements):
            if matched.isSimple, !isList(matched.shape) {
                report(
                    .wrongType, at: source.place,
                    "expected \(Self.phrase(for: matched.shape)) or a matcher, found a list")
            }
            return .items(elements.map { matcher(source.sibling($0), matched.element) })
        case .mapping(let members):
            return mappingMatcher(members, source, matched)
        }
    }

    private func isList(_ shape: ShapeModel?) -> Bool {
        if case .list = shape { true } else { false }
    }

    /// Scalars are compared with what a wrong answer may hold too, so only text, number and flag shape them.
    private func scalarShape(_ shape: ShapeModel?) -> ShapeModel? {
        switch shape {
        case .string, .integer, .boolean, .timestamp: shape
        case .list, .structure, nil: nil
        }
    }

    private func mappingMatcher(
        _ members: [YAMLMember], _ source: SourceNode, _ matched: MatchedValue
    ) -> Matcher {
        let names = members.map { MatcherName(rawValue: $0.name) }
        if members.count == 1, let name = names[0] {
            return matcher(name, source.sibling(members[0].value), matched, in: source)
        }
        if !members.isEmpty, names.allSatisfy({ $0 != nil }) {
            return pair(members, names.compactMap { $0 }, source, matched)
        }
        if matched.isSimple || looksLikeMatcher(members, matched) {
            return unknownMatcher(members, source, matched)
        }
        return .members(memberMatchers(members, source, matched))
    }

    /// A single key that is nearly a matcher's name was meant as one.
    private func looksLikeMatcher(_ members: [YAMLMember], _ matched: MatchedValue) -> Bool {
        guard members.count == 1, let name = members.first?.name else { return false }
        guard name.utf8.allSatisfy({ $0 == UInt8(ascii: "-") || $0 | 0x20 == $0 }) else { return false }
        if case .structure(let models) = matched.shape, models.contains(where: { $0.name == name }) {
            return false
        }
        return nearest(to: name, among: MatcherName.allCases.map(\.rawValue)) != nil
    }

    private func unknownMatcher(
        _ members: [YAMLMember], _ source: SourceNode, _ matched: MatchedValue
    ) -> Matcher {
        for member in members where MatcherName(rawValue: member.name) == nil {
            let near = nearest(to: member.name, among: MatcherName.allCases.map(\.rawValue))
            report(
                .unknownMatcher, at: source.place(of: member.key),
                "unknown matcher '\(Self.shortened(member.name))'", nearest: near)
        }
        if members.isEmpty {
            report(
                .wrongType, at: source.place,
                "expected \(Self.phrase(for: matched.shape)) or a matcher, found an empty mapping")
        }
        return .members([])
    }

    /// Several matchers in one mapping: only two bounds may stand so.
    private func pair(
        _ members: [YAMLMember], _ names: [MatcherName], _ source: SourceNode, _ matched: MatchedValue
    ) -> Matcher {
        if Set(names) != [.atLeast, .atMost] {
            report(
                .ambiguousMatcher, at: source.place(of: members[1].key),
                "'\(members[1].name)' cannot stand beside '\(members[0].name)': 'all-of' takes several matchers, "
                    + "'equals' a mapping with these members")
        }
        return .allOf(
            zip(members, names).map { member, name in
                let value = source.sibling(member.value)
                return MatcherNode(matcher(name, value, matched, in: source), place: resolve(value).place)
            })
    }

    private func memberMatchers(
        _ members: [YAMLMember], _ source: SourceNode, _ matched: MatchedValue
    ) -> [NamedMatcher] {
        var known: [MemberModel]?
        if case .structure(let models) = matched.shape { known = models }
        return members.map { member in
            let model = known?.first { $0.name == member.name }
            let node = matcher(source.sibling(member.value), matched.of(model?.shape))
            if let known, model == nil, node.matcher != .absent {
                report(
                    .unknownMember, at: source.place(of: member.key),
                    "\(matched.subject) has no member '\(Self.shortened(member.name))'",
                    nearest: nearest(to: member.name, among: known.map(\.name)))
            }
            return NamedMatcher(name: member.name, node: node)
        }
    }

    private func matcher(
        _ name: MatcherName, _ value: SourceNode, _ matched: MatchedValue, in source: SourceNode
    ) -> Matcher {
        switch name {
        case .equals: return .equals(self.value(value, ValueReading(shape: matched.shape, isLenient: true)))
        case .matches: return pattern(value).map(Matcher.matches) ?? .members([])
        case .startsWith: return .startsWith(template(value) ?? TextTemplate(literal: ""))
        case .endsWith: return .endsWith(template(value) ?? TextTemplate(literal: ""))
        case .contains:
            return .contains(matcher(value, isList(matched.shape) ? matched.element : matched))
        case .oneOf: return .oneOf(matchers(value, matched))
        case .allOf: return .allOf(matchers(value, matched))
        case .not: return .not(matcher(value, matched))
        case .type:
            // The word for no value is the value itself in YAML.
            if resolve(value).scalar?.value.isNull == true { return .type(.null) }
            return .type(word(value, "type") ?? .text)
        case .length: return .length(count(value) ?? CountRange())
        case .atLeast: return .atLeast(exactNumber(value) ?? JSONNumber(0))
        case .atMost: return .atMost(exactNumber(value) ?? JSONNumber(0))
        case .absent:
            return flag(value) == false
                ? .not(MatcherNode(.absent, place: value.place)) : .absent
        case .each: return .each(matcher(value, matched.element))
        case .arn: return .arn(arnMatcher(value))
        case .uuid:
            yes(value, name.rawValue)
            return .uuid
        }
    }

    private func matchers(_ source: SourceNode, _ matched: MatchedValue) -> [MatcherNode] {
        (list(source, "a list of matchers") ?? []).map { matcher($0, matched) }
    }

    private func exactNumber(_ source: SourceNode) -> JSONNumber? {
        let source = resolve(source)
        guard let number = source.scalar?.value.number else {
            reportType(source, expected: "a number")
            return nil
        }
        return number
    }

    func pattern(_ source: SourceNode) -> PatternTemplate? {
        guard let template = template(source) else { return nil }
        do throws(InvalidPattern) {
            return try PatternTemplate(template)
        } catch {
            report(
                .badPattern, at: resolve(source).place,
                "'\(Self.shortened(template.source))' is not a regular expression: \(error.message)")
            return nil
        }
    }

    private func arnMatcher(_ source: SourceNode) -> ARNMatcher {
        let source = resolve(source)
        guard source.node.mapping != nil else {
            yes(source, MatcherName.arn.rawValue)
            return ARNMatcher()
        }
        var matcher = ARNMatcher()
        guard let fields = fields(source, ARNMatcher.Part.self) else { return matcher }
        for part in fields.keys { matcher.parts[part] = optionalMatcher(fields[part], .text) }
        return matcher
    }

    /// A number of things, or bounds of it.
    func count(_ source: SourceNode) -> CountRange? {
        let source = resolve(source)
        guard source.node.mapping != nil else {
            return integer(source, in: 0...1_000_000_000).map { CountRange($0) }
        }
        guard let fields = fields(source, CountKey.self) else { return nil }
        let range = CountRange(minimum: integer(fields, .atLeast), maximum: integer(fields, .atMost))
        if fields.isEmpty {
            report(.missingKey, at: source.place, "a count needs 'at-least' or 'at-most'")
        }
        if let minimum = range.minimum, let maximum = range.maximum, minimum > maximum {
            report(.outOfRange, at: fields.place(of: .atMost), "'at-most' is less than 'at-least'")
        }
        return range
    }

    /// Matchers by names of the author's own, such as headers.
    func named(_ source: SourceNode?, _ subject: String, _ matched: MatchedValue) -> [NamedMatcher] {
        guard let source = source.map(resolve), let members = mapping(source, subject) else { return [] }
        return members.map { member in
            NamedMatcher(name: member.name, node: matcher(source.sibling(member.value), matched))
        }
    }
}
