import Diagnostics
import JSONTree

extension MatcherNode {
    /// What differs between a value (nil when it is not there) and what is wanted of it.
    ///
    /// With `isExact`, objects that are matched by their members may have no others.
    func differences(
        from value: JSONValue?, at path: [ValuePath.Component] = [], in variables: Variables,
        isExact: Bool = false
    ) throws(EvaluationError) -> [Difference] {
        let check = MatcherCheck(path: path, place: place, variables: variables, isExact: isExact)
        return try check.differences(matcher, value)
    }

    func accepts(_ value: JSONValue?, in variables: Variables) throws(EvaluationError) -> Bool {
        try differences(from: value, in: variables).isEmpty
    }
}

/// One matcher applied to one value.
private struct MatcherCheck {
    var path: [ValuePath.Component]
    var place: Place
    var variables: Variables
    var isExact: Bool

    func differences(_ matcher: Matcher, _ value: JSONValue?) throws(EvaluationError) -> [Difference] {
        switch matcher {
        case .equals(let template): return equal(try template.evaluate(in: variables), value, at: path)
        case .members(let members): return try self.members(members, value)
        case .items(let items): return try self.items(items, value)
        case .contains(let node): return try contains(node, value)
        case .oneOf(let nodes): return try oneOf(nodes, value, matcher)
        case .allOf(let nodes):
            var all: [Difference] = []
            for node in nodes {
                all += try node.differences(from: value, at: path, in: variables, isExact: isExact)
            }
            return all
        case .not(let node):
            let isThere = value.map { !$0.isNull } ?? false
            guard isThere else { return [difference(matcher, value)] }
            return try node.accepts(value, in: variables) ? [difference(matcher, value)] : []
        case .each(let node):
            guard let elements = value?.array else { return [difference(matcher, value)] }
            var all: [Difference] = []
            for (index, element) in elements.enumerated() {
                all += try node.differences(
                    from: element, at: path + [.index(index)], in: variables, isExact: isExact)
            }
            return all
        case .arn(let arn): return try self.arn(arn, value, matcher)
        case .matches, .startsWith, .endsWith, .type, .length, .atLeast, .atMost, .absent, .uuid:
            return try holds(matcher, value) ? [] : [difference(matcher, value)]
        }
    }

    /// The matchers that hold or do not, without parts of their own.
    private func holds(_ matcher: Matcher, _ value: JSONValue?) throws(EvaluationError) -> Bool {
        switch matcher {
        case .matches(let pattern):
            guard let text = value?.string else { return false }
            return try pattern.pattern(in: variables).matches(text)
        case .startsWith(let template):
            let wanted = try template.evaluate(in: variables)
            return value?.string.map { $0.utf8.starts(with: wanted.utf8) } ?? false
        case .endsWith(let template):
            let wanted = try template.evaluate(in: variables)
            return value?.string.map { $0.utf8.reversed().starts(with: wanted.utf8.reversed()) } ?? false
        case .type(let type): return value.map { Self.is($0, of: type) } ?? (type == .null)
        case .length(let range): return Self.length(of: value).map(range.contains) ?? false
        case .atLeast(let bound): return value?.number.map { $0.double >= bound.double } ?? false
        case .atMost(let bound): return value?.number.map { $0.double <= bound.double } ?? false
        case .absent: return value?.isNull ?? true
        case .uuid: return value?.string.map(Self.isUUID) ?? false
        case .equals, .members, .items, .contains, .oneOf, .allOf, .not, .each, .arn: return false
        }
    }

    private func difference(_ matcher: Matcher, _ value: JSONValue?, at path: [ValuePath.Component]? = nil)
        -> Difference
    {
        Difference(
            path: path ?? self.path, expected: matcher.phrase(in: variables), actual: Shown.value(value),
            place: place)
    }

    private func difference(
        _ expected: String, _ actual: String, at path: [ValuePath.Component]
    ) -> Difference {
        Difference(path: path, expected: expected, actual: actual, place: place)
    }

    // MARK: Equality

    /// Compares deeply; each part that differs is told by itself.
    private func equal(
        _ expected: JSONValue, _ actual: JSONValue?, at path: [ValuePath.Component]
    ) -> [Difference] {
        guard let actual else {
            return expected.isNull ? [] : [difference(Shown.value(expected), "nothing", at: path)]
        }
        switch (expected, actual) {
        case (.object(let wanted), .object(let found)):
            var all: [Difference] = []
            for member in wanted.members {
                all += equal(member.value, found[member.name], at: path + [.member(member.name)])
            }
            return all + unexpected(in: found, known: wanted.names, at: path)
        case (.array(let wanted), .array(let found)):
            guard wanted.count == found.count else { fallthrough }
            var all: [Difference] = []
            for (index, pair) in zip(wanted, found).enumerated() {
                all += equal(pair.0, pair.1, at: path + [.index(index)])
            }
            return all
        default:
            return expected.isEqualInValue(to: actual)
                ? [] : [difference(Shown.value(expected), Shown.value(actual), at: path)]
        }
    }

    private func unexpected(
        in object: JSONObject, known: [String], at path: [ValuePath.Component]
    ) -> [Difference] {
        var all: [Difference] = []
        for member in object.members where !known.contains(member.name) {
            all.append(difference("nothing", Shown.value(member.value), at: path + [.member(member.name)]))
        }
        for name in object.duplicateNames {
            all.append(difference("the member once", "it more than once", at: path + [.member(name)]))
        }
        return all
    }

    // MARK: Parts

    private func members(_ members: [NamedMatcher], _ value: JSONValue?) throws(EvaluationError)
        -> [Difference]
    {
        guard let object = value?.object else { return [difference(.members(members), value)] }
        var all: [Difference] = []
        for member in members {
            all += try member.node.differences(
                from: object[member.name], at: path + [.member(member.name)], in: variables, isExact: isExact)
        }
        return isExact ? all + unexpected(in: object, known: members.map(\.name), at: path) : all
    }

    private func items(_ items: [MatcherNode], _ value: JSONValue?) throws(EvaluationError) -> [Difference] {
        guard let elements = value?.array, elements.count == items.count else {
            return [difference(.items(items), value)]
        }
        var all: [Difference] = []
        for (index, item) in items.enumerated() {
            all += try item.differences(
                from: elements[index], at: path + [.index(index)], in: variables, isExact: isExact)
        }
        return all
    }

    private func contains(_ node: MatcherNode, _ value: JSONValue?) throws(EvaluationError) -> [Difference] {
        switch value {
        case .array(let elements)?:
            for element in elements
            where try node.differences(from: element, in: variables, isExact: isExact).isEmpty {
                return []
            }
        case .string(let text)?:
            if case .equals(let template) = node.matcher {
                let wanted = try template.evaluate(in: variables)
                if text.utf8Contains(wanted.string ?? JSONWriter.text(wanted)) { return [] }
            }
        default: break
        }
        return [difference(.contains(node), value)]
    }

    private func oneOf(
        _ nodes: [MatcherNode], _ value: JSONValue?, _ matcher: Matcher
    ) throws(EvaluationError) -> [Difference] {
        for node in nodes where try node.differences(from: value, in: variables, isExact: isExact).isEmpty {
            return []
        }
        return [difference(matcher, value)]
    }

    private func arn(_ arn: ARNMatcher, _ value: JSONValue?, _ matcher: Matcher) throws(EvaluationError)
        -> [Difference]
    {
        guard let text = value?.string else { return [difference(matcher, value)] }
        let parts = text.split(separator: ":", maxSplits: 5, omittingEmptySubsequences: false).map(
            String.init)
        guard parts.count == 6, parts[0] == "arn", !parts[1].isEmpty, !parts[2].isEmpty, !parts[5].isEmpty
        else {
            return [difference(matcher, value)]
        }
        var all: [Difference] = []
        for (index, part) in ARNMatcher.Part.allCases.enumerated() {
            guard let node = arn.parts[part] else { continue }
            all += try node.differences(
                from: .string(parts[index + 1]), at: path + [.member(part.rawValue)], in: variables)
        }
        return all
    }

    // MARK: Kinds of values

    private static func `is`(_ value: JSONValue, of type: ValueType) -> Bool {
        switch (type, value) {
        case (.text, .string), (.number, .number), (.boolean, .bool), (.list, .array), (.object, .object),
            (.null, .null):
            true
        case (.integer, .number(let number)): number.int != nil
        default: false
        }
    }

    private static func length(of value: JSONValue?) -> Int? {
        switch value {
        case .string(let text)?: text.unicodeScalars.count
        case .array(let elements)?: elements.count
        case .object(let object)?: object.count
        case .null?, .bool?, .number?, nil: nil
        }
    }

    private static func isUUID(_ text: String) -> Bool {
        let groups = text.split(separator: "-", omittingEmptySubsequences: false)
        return groups.map(\.utf8.count) == [8, 4, 4, 4, 12]
            && groups.allSatisfy { $0.utf8.allSatisfy { Character(Unicode.Scalar($0)).isHexDigit } }
    }
}

extension String {
    /// Tells whether the bytes of a text stand in this one; no text is in it for being equivalent.
    fileprivate func utf8Contains(_ wanted: String) -> Bool {
        let needle = Array(wanted.utf8)
        let hay = Array(utf8)
        guard let first = needle.first else { return true }
        guard hay.count >= needle.count else { return false }
        for start in 0...(hay.count - needle.count) where hay[start] == first {
            if hay[start...].starts(with: needle) { return true }
        }
        return false
    }
}
