import AWSWire
import Diagnostics
import JSONTree
import YAMLTree

/// Reads faults and checks them against the catalogue.
extension ReadingSession {
    func fault(_ source: SourceNode) -> FaultTemplate? {
        guard let fields = fields(source, FaultKey.self) else { return nil }
        guard let key = exclusive(fields, [.action, .answer, .sequence]) else {
            report(.missingKey, at: fields.source.place, "a fault needs one of 'do', 'answer' or 'sequence'")
            return nil
        }
        if fields.has(.probability), !fields.has(.seed) {
            report(
                .needsKey, at: fields.place(of: .probability),
                "'probability' needs a 'seed', so that the run can be repeated")
        }
        if fields.has(.seed), !fields.has(.probability), !fields.has(.action), !fields.has(.sequence) {
            report(.needsKey, at: fields.place(of: .seed), "'seed' needs something that depends on chance")
        }
        let plan: FaultTemplate.Plan
        switch key {
        case .action: plan = .each(fields[.action].map(actions) ?? [])
        case .answer: plan = .each(fields[.answer].flatMap(answer).map { [$0] } ?? [])
        default: plan = .sequence((list(fields[.sequence], "a list of what happens") ?? []).map(element))
        }
        checkSelection(of: fields, plan)
        var fault = FaultTemplate(plan: plan, place: fields.source.place)
        fault.on = operation(fields[.on])
        fault.name = fields[.name].flatMap(nameCondition)
        fault.key = fields[.key].flatMap(template)
        fault.times = integer(fields, .times)
        fault.after = integer(fields, .after) ?? 0
        fault.every = integer(fields, .every) ?? 1
        fault.probability = number(fields, .probability) ?? 1
        fault.seed = integer(fields, .seed).map(UInt64.init) ?? 0
        fault.ttl = fields[.ttl].flatMap { duration($0) }
        if fault.ttl == .zero {
            report(.outOfRange, at: fields.place(of: .ttl), "'ttl' must be more than nothing")
        }
        fault.window = fields[.window].flatMap(window)
        fault.label = title(fields[.label])
        return fault
    }

    /// A fault of the connection itself happens before there is a request to select by.
    private func checkSelection(of fields: Fields<FaultKey>, _ plan: FaultTemplate.Plan) {
        let actions =
            switch plan {
            case .each(let actions): actions
            case .sequence(let elements): elements.flatMap(\.self)
            }
        guard let action = actions.first(where: \.isOfConnection) else { return }
        let subject = "'\(action.name.rawValue)' is a fault of the connection"
        let isRefusal = actions.contains { $0.name == .refuse }
        for key in fields.keys {
            if key.looksIntoRequests {
                report(
                    .connectionFault, at: fields.place(of: key),
                    "\(subject), so '\(key.rawValue)' cannot select requests for it")
            } else if isRefusal, key.isSchedule {
                report(
                    .connectionFault, at: fields.place(of: key),
                    "'refuse' begins when it is armed, so '\(key.rawValue)' says nothing")
            }
        }
        for other in actions where !other.isOfConnection {
            report(
                .connectionFault, at: other.place,
                "\(subject), so '\(other.name.rawValue)' needs a fault of its own")
        }
    }

    private func window(_ source: SourceNode) -> Fault.Window? {
        guard let fields = fields(source, FaultWindowKey.self) else { return nil }
        let window = Fault.Window(
            from: fields[.from].flatMap { duration($0) } ?? .zero,
            to: fields[.to].flatMap { duration($0) })
        if let end = window.to, end <= window.from {
            report(.outOfRange, at: fields.place(of: .to), "a window must end after it begins")
        }
        return window
    }

    private func element(_ source: SourceNode) -> [FaultTemplate.Action] {
        guard let fields = fields(source, FaultElementKey.self) else { return [] }
        switch exclusive(fields, FaultElementKey.allCases) {
        case .action: return fields[.action].map(actions) ?? []
        case .answer: return fields[.answer].flatMap(answer).map { [$0] } ?? []
        case nil: return []
        }
    }

    /// `answer: X` is short for an error of that name.
    private func answer(_ source: SourceNode) -> FaultTemplate.Action? {
        guard let code = staticText(source) else { return nil }
        let place = resolve(source).place
        if ErrorModel.named(code) == nil {
            let near = nearest(to: code, among: ErrorModel.all.map(\.name))
            let advice = near == nil ? "; '{ do: { error: { code: … } } }' answers any name" : ""
            report(
                .unknownError, at: place, "'\(Self.shortened(code))' is not a known error\(advice)",
                nearest: near)
        }
        return FaultTemplate.Action(name: .error, values: ["code": .text(code)], texts: [:], place: place)
    }

    private func actions(_ source: SourceNode) -> [FaultTemplate.Action] {
        let source = resolve(source)
        guard let members = mapping(source, "a mapping of a fault's name to its fields") else { return [] }
        if members.isEmpty { report(.empty, at: source.place, "'do' does nothing") }
        let found = members.compactMap { action($0, in: source) }
        checkClash(among: found)
        return found
    }

    /// Two actions of one `do` of which only one could be seen; what is wrong by itself has been told.
    private func checkClash(among actions: [FaultTemplate.Action]) {
        let checked = actions.compactMap { try? FaultAction($0.name, $0.values) }
        guard checked.count == actions.count, let clash = FaultClash(among: checked),
            let second = actions.first(where: { $0.name == clash.second.name })
        else { return }
        report(.badFault, at: second.place, clash.message)
    }

    /// The fault that an unknown name may stand for: a misspelt one, or the first of a family.
    private static func likely(_ name: String) -> String? {
        let names = FaultName.allCases.map(\.rawValue)
        return names.first { $0.hasPrefix(name + "-") } ?? nearest(to: name, among: names)
    }

    private func action(_ member: YAMLMember, in source: SourceNode) -> FaultTemplate.Action? {
        let place = source.place(of: member.key)
        guard let name = FaultName(rawValue: member.name) else {
            report(
                .unknownFault, at: place, "unknown fault '\(Self.shortened(member.name))'",
                nearest: Self.likely(member.name))
            return nil
        }
        var action = FaultTemplate.Action(name: name, values: [:], texts: [:], place: place)
        let value = resolve(source.sibling(member.value))
        let count = readFields(of: name, value, into: &action)
        guard let count, count.unknown == 0 else { return action }
        checkFault(action, value, at: place)
        return action
    }

    /// Reads a fault's fields; nil when something that is wrong with them has been reported.
    private func readFields(
        of name: FaultName, _ source: SourceNode, into action: inout FaultTemplate.Action
    ) -> (unknown: Int, known: Int)? {
        if source.scalar?.value.isNull == true { return (0, 0) }
        guard let members = mapping(source, "the fields of '\(name.rawValue)'") else { return nil }
        var unknown = 0
        var isWrong = false
        for member in members {
            guard let field = name.fields.first(where: { $0.name == member.name }) else {
                report(
                    .badFault, at: source.place(of: member.key),
                    "the fault '\(name.rawValue)' has no field '\(Self.shortened(member.name))'",
                    nearest: nearest(to: member.name, among: name.fields.map(\.name)))
                unknown += 1
                continue
            }
            if !readField(field, resolve(source.sibling(member.value)), into: &action) { isWrong = true }
        }
        return isWrong ? nil : (unknown, members.count - unknown)
    }

    private func readField(
        _ field: FaultField, _ source: SourceNode, into action: inout FaultTemplate.Action
    ) -> Bool {
        if case .text = field.kind, let template = template(source), template.literal == nil {
            action.texts[field.name] = template
            action.values[field.name] = .text(template.source)
            return true
        }
        guard let value = constant(field.kind, "'\(field.name)'", source) else { return false }
        action.values[field.name] = value
        return true
    }

    /// Reads a value of a fault or a policy that nothing can change while a case runs.
    func constant(_ kind: FaultField.Kind, _ subject: String, _ source: SourceNode) -> FaultValue? {
        switch kind {
        case .duration: return duration(source).map(FaultValue.duration)
        case .offset: return duration(source, isSigned: true).map(FaultValue.duration)
        case .integer(let range): return integer(source, in: range).map(FaultValue.integer)
        case .number(let range): return faultNumber(source, in: range)
        case .text: return plainText(source).map(FaultValue.text)
        case .word(let words): return word(source, subject, among: words).map(FaultValue.text)
        case .flag: return flag(source).map(FaultValue.flag)
        case .json:
            guard let constant = value(source, .anything).constant else {
                report(
                    .misplacedTemplate, at: source.place,
                    "built-in values and captures cannot stand in this JSON")
                return nil
            }
            return .json(JSONWriter.text(constant))
        case .base64: return bytes(source, "base64", decode: bytes(base64:)).map(FaultValue.bytes)
        }
    }

    private func faultNumber(_ source: SourceNode, in range: ClosedRange<Double>) -> FaultValue? {
        guard let number = source.scalar?.value.number else {
            reportType(source, expected: "a number")
            return nil
        }
        guard range.contains(number.double) else {
            report(
                .outOfRange, at: source.place,
                "\(number.lexeme) is out of range: it must be between \(JSONNumber(range.lowerBound)) and "
                    + "\(JSONNumber(range.upperBound))")
            return nil
        }
        return .number(number.double)
    }

    /// What the catalogue says of the fields taken together.
    private func checkFault(_ action: FaultTemplate.Action, _ source: SourceNode, at place: Place) {
        do throws(InvalidFault) {
            _ = try FaultAction(action.name, action.values)
        } catch {
            var found = place
            if let field = error.field, let member = source.node.mapping?.first(where: { $0.name == field }) {
                found = source.place(of: member.value)
            }
            report(.badFault, at: found, error.message)
        }
    }

    private func nameCondition(_ source: SourceNode) -> FaultTemplate.NameCondition? {
        let source = resolve(source)
        guard let members = source.node.mapping else {
            return template(source).map(FaultTemplate.NameCondition.equals)
        }
        guard members.count == 1, let name = MatcherName(rawValue: members[0].name) else {
            report(.unknownMatcher, at: source.place, "expected a text, or one matcher on it")
            return nil
        }
        let value = source.sibling(members[0].value)
        switch name {
        case .equals: return template(value).map(FaultTemplate.NameCondition.equals)
        case .startsWith: return template(value).map(FaultTemplate.NameCondition.startsWith)
        case .endsWith: return template(value).map(FaultTemplate.NameCondition.endsWith)
        case .contains: return template(value).map(FaultTemplate.NameCondition.contains)
        case .matches: return pattern(value).map(FaultTemplate.NameCondition.matches)
        case .oneOf, .allOf, .not, .type, .length, .atLeast, .atMost, .absent, .each, .arn, .uuid:
            report(
                .unknownMatcher, at: source.place(of: members[0].key),
                "a fault's 'name' can be a text, or 'starts-with', 'ends-with', 'contains' or 'matches'")
            return nil
        }
    }
}
