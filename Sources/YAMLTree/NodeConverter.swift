import Diagnostics
import JSONTree
import Yams

/// Turns the parser's tree into ours: places, types, aliases and limits; reports everything that is wrong.
struct NodeConverter {
    private(set) var report: YAMLReport
    private let document: ComposedDocument
    private let limits: YAMLLimits
    private var source: YAMLSource
    private var anchors: [String: Anchored] = [:]
    private var nodes = 0
    private var depth = 0
    private var deepest = 0

    /// A value that aliases may use, and what each use costs.
    private struct Anchored {
        let node: YAMLNode
        let nodes: Int
        let height: Int
    }

    init(_ document: ComposedDocument, limits: YAMLLimits, report: YAMLReport) {
        self.source = document.source
        self.document = document
        self.limits = limits
        self.report = report
    }

    /// Converts the whole document; nil where it exceeds a limit.
    mutating func root() -> YAMLNode? {
        withExtendedLifetime(document.parser) {
            value(document.root)
        }
    }

    /// Converts a value, and keeps it for aliases if it has an anchor.
    private mutating func value(_ node: Node) -> YAMLNode? {
        if case .scalar(let scalar) = node, isAlias(scalar) {
            let range = range(of: scalar)
            if hasProperties(scalar) {
                report.add("alias", "an alias must not have an anchor or a tag of its own", at: range)
            }
            return alias(document.show(scalar.string), at: range)
        }
        let nodesBefore = nodes
        let deepestBefore = deepest
        deepest = depth
        guard count(1, at: node), let converted = content(node) else { return nil }
        if let anchor = node.anchor?.rawValue {
            anchors[anchor] = Anchored(
                node: converted, nodes: nodes - nodesBefore, height: deepest - depth)
        }
        deepest = max(deepest, deepestBefore)
        return converted
    }

    private mutating func content(_ node: Node) -> YAMLNode? {
        switch node {
        case .scalar(let scalar): return self.scalar(scalar)
        case .sequence(let sequence): return self.sequence(sequence)
        case .mapping(let mapping): return self.mapping(mapping)
        case .alias: preconditionFailure("the parser replaces aliases, and was shown none")
        }
    }

    private mutating func sequence(_ sequence: Node.Sequence) -> YAMLNode? {
        let range = range(of: sequence.mark)
        check(tag: sequence.tag, among: [.seq], "a sequence", at: range)
        guard enter(at: range) else { return nil }
        var elements: [YAMLNode] = []
        elements.reserveCapacity(sequence.count)
        for element in sequence {
            guard let element = value(element) else { return nil }
            elements.append(element)
        }
        depth -= 1
        return YAMLNode(content: .sequence(elements), range: range)
    }

    private mutating func mapping(_ mapping: Node.Mapping) -> YAMLNode? {
        var range = range(of: mapping.mark)
        check(tag: mapping.tag, among: [.map], "a mapping", at: range)
        guard enter(at: range) else { return nil }
        var members: [YAMLMember] = []
        members.reserveCapacity(mapping.count)
        for (key, value) in mapping {
            let key = self.key(key)
            guard let value = self.value(value) else { return nil }
            if let key { members.append(YAMLMember(key: key, value: value)) }
        }
        depth -= 1
        reportDuplicates(among: members)
        if let first = members.first?.key.range, first.start == range.start { range = first }
        return YAMLNode(content: .mapping(members), range: range)
    }

    /// Converts a key; nil, with a report, for one that is no scalar.
    private mutating func key(_ node: Node) -> YAMLNode? {
        guard case .scalar(let scalar) = node else {
            let kind = node.sequence == nil ? "a mapping" : "a sequence"
            report.add("key", "a key must be a text, not \(kind); put it in quotes", at: range(of: node.mark))
            return nil
        }
        let range = range(of: scalar)
        guard let text = keyText(of: scalar, at: range) else { return nil }
        let isPlain = scalar.style == .plain
        if text.isEmpty, isPlain {
            report.add("key", "a key is missing before the ':'", at: range)
        } else if text == "<<", isPlain {
            report.add(
                "merge-key",
                "merge keys are not understood here; write the members out, or use an alias as a value",
                at: range)
        }
        return YAMLNode(content: .scalar(YAMLScalar(text: text, isPlain: isPlain)), range: range)
    }

    /// The text of a key, or of the scalar that its alias stands for; nil where that is none.
    private mutating func keyText(of scalar: Node.Scalar, at range: SourceRange) -> String? {
        let position = scalar.mark.map { SourcePosition(line: $0.line, column: $0.column) }
        let renamed = position.flatMap { document.renamed[$0] }
        let isAlias = scalar.style == .plain && document.stars.isStar(renamed ?? scalar.string)
        guard isAlias || renamed == nil else { return renamed.map(document.show) }
        let value =
            isAlias ? alias(document.show(renamed ?? scalar.string), at: range) : value(.scalar(scalar))
        guard let value else { return nil }
        if value.scalar == nil {
            report.add("key", "a key must be a text, which this alias does not stand for", at: range)
        }
        return value.scalar?.text
    }

    private mutating func reportDuplicates(among members: [YAMLMember]) {
        guard !document.renamed.isEmpty else { return }
        var first: [String: SourcePosition] = [:]
        for member in members where member.name != "<<" {
            guard let position = first[member.name] else {
                first[member.name] = member.key.range.start
                continue
            }
            report.add(
                "duplicate-key",
                "the key '\(member.name)' stands here again; it is already at \(position.line):\(position.column)",
                at: member.key.range)
        }
    }

    private mutating func scalar(_ scalar: Node.Scalar) -> YAMLNode {
        let range = range(of: scalar)
        var isPlain = scalar.style == .plain
        let text = document.show(scalar.string)
        switch scalar.tag.rawValue {
        case "": break
        case Tag.Name.str.rawValue, Tag.Name.nonSpecific.rawValue: isPlain = false
        case let tag:
            isPlain = true
            let value = YAMLScalar(text: text, isPlain: true).value
            if !isValue(value, of: tag) {
                report.add("tag", "\(shown(tag)) does not fit the text '\(text)'", at: range)
            }
        }
        return YAMLNode(content: .scalar(YAMLScalar(text: text, isPlain: isPlain)), range: range)
    }
}

extension NodeConverter {
    private func isAlias(_ scalar: Node.Scalar) -> Bool {
        scalar.style == .plain && document.stars.isStar(scalar.string)
    }

    /// Tells whether an alias has an anchor or a tag, as it must not; the parser tags keys itself.
    private func hasProperties(_ scalar: Node.Scalar) -> Bool {
        scalar.anchor != nil || !["", Tag.Name.str.rawValue].contains(scalar.tag.rawValue)
    }

    /// Gives the value that an alias stands for, counted as if it were written here.
    private mutating func alias(_ text: String, at range: SourceRange) -> YAMLNode? {
        let name = text.dropFirst()
        let asWritten = YAMLNode(content: .scalar(YAMLScalar(text: text, isPlain: false)), range: range)
        guard !name.isEmpty, name.utf8.allSatisfy(isNameByte) else {
            report.add("alias", "a text without quotes must not start with '*'; put it in quotes", at: range)
            return asWritten
        }
        guard let anchored = anchors[String(name)] else {
            report.add(
                "alias", "there is no anchor '&\(name)' before this alias", at: range,
                nearest: nearest(to: String(name), among: anchors.keys.sorted()))
            return asWritten
        }
        nodes += anchored.nodes
        deepest = max(deepest, depth + anchored.height)
        guard nodes <= limits.maximumNodes else {
            report.add("too-many-values", "with this alias the file comes to \(tooMany)", at: range)
            return nil
        }
        guard depth + anchored.height <= limits.maximumDepth else {
            report.add("too-deep", "with this alias there are \(tooDeep)", at: range)
            return nil
        }
        return anchored.node
    }

    private var tooMany: String { "more than \(limits.maximumNodes) values" }
    private var tooDeep: String {
        "more than \(limits.maximumDepth) sequences and mappings inside each other"
    }

    private mutating func count(_ more: Int, at node: Node) -> Bool {
        if nodes > limits.maximumNodes { return false }
        nodes += more
        if nodes <= limits.maximumNodes { return true }
        report.add("too-many-values", "the file comes to \(tooMany)", at: range(of: node.mark))
        return false
    }

    private mutating func enter(at range: SourceRange) -> Bool {
        depth += 1
        deepest = max(deepest, depth)
        if depth <= limits.maximumDepth { return true }
        report.add("too-deep", "there are \(tooDeep)", at: range)
        return false
    }

    private mutating func check(tag: Tag, among names: [Tag.Name], _ kind: String, at range: SourceRange) {
        let tag = tag.rawValue
        if tag.isEmpty || tag == Tag.Name.nonSpecific.rawValue
            || names.contains(where: { $0.rawValue == tag })
        {
            return
        }
        report.add("tag", "\(shown(tag)) does not fit \(kind)", at: range)
    }

    /// The place of a collection: its first character.
    private mutating func range(of mark: Mark?) -> SourceRange {
        guard let mark else { return SourceRange(line: 1, column: 1) }
        let offset = source.offset(line: mark.line, column: mark.column)
        let start = source.contentOffset(from: offset)
        return source.range(
            line: mark.line, column: mark.column + source.scalarCount(from: offset, to: start), offset: start,
            length: 1)
    }

    /// The place of a scalar: what stands of it on its first line.
    private mutating func range(of scalar: Node.Scalar) -> SourceRange {
        guard let mark = scalar.mark else { return SourceRange(line: 1, column: 1) }
        let offset = source.offset(line: mark.line, column: mark.column)
        let start = source.contentOffset(from: offset)
        let length =
            switch scalar.style {
            case .singleQuoted, .doubleQuoted: source.quotedLength(from: start)
            case .plain, .any: source.plainLength(of: scalar.string, from: start)
            case .literal, .folded: 1
            }
        let moved = source.scalarCount(from: offset, to: start)
        return source.range(line: mark.line, column: mark.column + moved, offset: start, length: length)
    }
}

/// The characters of an anchor's name.
private func isNameByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
        true
    default: false
    }
}

/// Tells whether a value is of the type that a tag of the core schema names.
private func isValue(_ value: JSONValue, of tag: String) -> Bool {
    switch (tag, value) {
    case (Tag.Name.null.rawValue, .null), (Tag.Name.bool.rawValue, .bool), (Tag.Name.float.rawValue, .number):
        true
    case (Tag.Name.int.rawValue, .number(let number)): number.int != nil
    default: false
    }
}

/// A tag as people write it.
private func shown(_ tag: String) -> String {
    let core = "tag:yaml.org,2002:"
    return tag.hasPrefix(core) ? "the tag '!!\(tag.dropFirst(core.count))'" : "the tag '\(tag)'"
}
