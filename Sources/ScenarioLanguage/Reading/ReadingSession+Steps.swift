import AWSWire
import Diagnostics
import YAMLTree

/// Reads steps, and the fragments that stand for steps.
extension ReadingSession {
    /// A step as read, with what it needs and makes of captures.
    struct ReadStep {
        var step: Step?
        var captures: [Capture]
        var references: [Reference]
    }

    /// What steps may refer to.
    struct StepSurroundings {
        var credentials: [String]
        /// The files that include each other on the way here.
        var includes: [String]
    }

    func steps(of element: SourceNode, _ surroundings: StepSurroundings) -> [ReadStep] {
        let element = resolve(element)
        guard let members = mapping(element, StepKey.subject) else { return [] }
        if members.contains(where: { $0.name == IncludeKey.include.rawValue }) {
            return included(element, surroundings)
        }
        let before = references.count
        let (step, captures) = step(element, surroundings)
        let found = Array(references[before...])
        references.removeSubrange(before...)
        return [ReadStep(step: step, captures: captures, references: found)]
    }

    private func step(_ element: SourceNode, _ surroundings: StepSurroundings) -> (Step?, [Capture]) {
        guard let fields = fields(element, StepKey.self) else { return (nil, []) }
        let action = action(of: fields)
        if let input = fields[.input], !fields.has(.call) {
            report(.needsKey, at: fields.place(of: .input), "'input' needs 'call'")
            // Its variables count as used all the same.
            _ = value(input, .anything)
        }
        let together = integer(fields, .together) ?? 1
        var operation: OperationModel?
        switch action {
        case .call(let model, _)?: operation = model
        case .send(let request)?: operation = request.operation
        case nil: break
        }
        let captures = captures(fields, operation)
        let expectation = expectation(
            fields[.expect], of: ExpectedStep(operation: operation, together: together, place: element.place))
        let signing = fields[.signing].flatMap(signing)
        let name = title(fields[.name])
        let isByHarness = word(fields[.by], "caller of a step", among: [StepKey.harness]) != nil
        let credential = credential(fields[.credential], surroundings)
        let timeout = duration(fields[.timeout])
        let delay = duration(fields[.delay])
        let clock = duration(fields[.clock], isSigned: true)
        let retry = fields[.retry].flatMap(retry)
        guard let action else { return (nil, captures) }
        let step = Step(
            name: name, place: element.place, action: action, isByHarness: isByHarness,
            credential: credential,
            signing: signing, together: together, timeout: timeout, delay: delay, clock: clock,
            retry: retry,
            captures: captures,
            expectation: expectation)
        return (step, captures)
    }

    private func action(of fields: Fields<StepKey>) -> Step.Action? {
        switch exclusive(fields, [.call, .send]) {
        case .call:
            guard let operation = operation(fields[.call]) else {
                _ = fields[.input].map { value($0, .anything) }
                return nil
            }
            return .call(operation, input: input(fields[.input], of: operation))
        case .send:
            return fields[.send].flatMap(rawRequest).map(Step.Action.send)
        default:
            report(.missingKey, at: fields.source.place, "a step needs 'call' or 'send'")
            return nil
        }
    }

    private func credential(_ source: SourceNode?, _ surroundings: StepSurroundings) -> String? {
        guard let source, let name = staticText(source) else { return nil }
        if !isOpen, !surroundings.credentials.contains(name) {
            report(
                .unknownCredential, at: resolve(source).place,
                "'given' has no credential and no account '\(Self.shortened(name))'",
                nearest: nearest(to: name, among: surroundings.credentials))
        }
        return name
    }

    private func retry(_ source: SourceNode) -> RetryRule? {
        guard let fields = fields(source, RetryKey.self) else { return nil }
        _ = word(fields[.until], "end of a retry", among: ["passed"])
        let interval = fields.has(.every) ? duration(fields[.every]) : .seconds(1)
        if let interval, interval < .milliseconds(1) {
            report(.outOfRange, at: fields[.every]?.place ?? source.place, "the pause must be 1ms or longer")
        }
        guard let duration = duration(fields[.duration]), let interval else { return nil }
        return RetryRule(
            duration: duration, interval: interval, backoff: number(fields, .backoff) ?? 1,
            place: fields.source.place)
    }

    // MARK: Captures

    private func captures(_ fields: Fields<StepKey>, _ operation: OperationModel?) -> [Capture] {
        guard let source = fields[.capture], let members = mapping(source, "captures by name") else {
            return []
        }
        if fields.has(.together) { exclusive(fields, [.together, .capture]) }
        var captures: [Capture] = []
        for member in members {
            let place = source.place(of: member.key)
            guard checkName(member.name, at: place) else { continue }
            if !isOpen, source.scope.has(member.name) {
                report(.duplicateName, at: place, "'\(member.name)' is the name of a variable already")
                continue
            }
            let value = resolve(source.sibling(member.value))
            guard let text = staticText(value) else { continue }
            let path = ValuePath(text)
            if path == nil {
                report(
                    .badPath, at: value.place,
                    "'\(Self.shortened(text))' is not a path such as EventSourceArn or PartnerEventSources[0].Arn"
                )
            }
            if let operation, let path { checkPath(path, in: operation, at: value.place) }
            captures.append(Capture(name: member.name, path: path ?? ValuePath(), place: place))
        }
        return captures
    }

    func checkPath(_ path: ValuePath, in operation: OperationModel, at place: Place) {
        var shape = ShapeModel.structure(operation.output)
        for step in path.steps {
            switch (shape, step) {
            case (.structure(let members), .member(let name)):
                guard let member = members.first(where: { $0.name == name }) else {
                    report(
                        .unknownMember, at: place,
                        "the answer of \(operation.name) has no member '\(Self.shortened(name))'",
                        nearest: nearest(to: name, among: members.map(\.name)))
                    return
                }
                shape = member.shape
            case (.list(let element, _), .index):
                shape = element
            default:
                report(
                    .badPath, at: place,
                    "'\(Self.shortened(path.description))' leads into a value that has no parts")
                return
            }
        }
    }

    /// Checks a name that the author gives to a variable or a capture.
    func checkName(_ name: String, at place: Place) -> Bool {
        if !Self.isName(name) {
            report(
                .badName, at: place,
                "'\(Self.shortened(name))' cannot be a name: it must be letters, digits, '-' and '_', a letter first"
            )
        } else if BuiltInValue(rawValue: name) != nil {
            report(.reservedName, at: place, "'\(name)' is built in and cannot be given another value")
        } else {
            return true
        }
        return false
    }

    // MARK: Includes

    private func included(_ element: SourceNode, _ surroundings: StepSurroundings) -> [ReadStep] {
        guard let fields = fields(element, IncludeKey.self), let written = staticText(fields[.include]),
            let place = fields[.include]?.place
        else { return [] }
        let path = Self.path(written, from: element.file)
        guard !surroundings.includes.contains(path) else {
            report(.includeCycle, at: place, "'\(Self.shortened(written))' includes itself")
            return []
        }
        guard surroundings.includes.count <= ScenarioReader.maximumIncludes else {
            report(
                .includeDepth, at: place,
                "fragments include each other more than \(ScenarioReader.maximumIncludes) deep")
            return []
        }
        let with = bindings(fields[.with], scope: element.scope)
        guard let fragment = fragment(path, written: written, at: place) else { return [] }
        var layers = element.scope.layers
        let overrides = layers.isEmpty ? Layer.none : layers.removeFirst()
        let scope = Scope([overrides, Layer(with)] + layers + [fragment.variables])
        var inner = surroundings
        inner.includes.append(path)
        var result: [ReadStep] = []
        for node in fragment.steps {
            result += steps(of: SourceNode(node: node, file: path, scope: scope), inner)
        }
        for binding in with.values where !binding.isUsed {
            report(
                .unusedVariable, at: binding.place,
                "the fragment '\(Self.shortened(written))' does not use '\(binding.name)'")
        }
        return result
    }

    /// Variables as they are written; their values are looked at where they are used.
    func bindings(_ source: SourceNode?, scope: Scope? = nil) -> [String: Binding] {
        guard let source, let members = mapping(source, "variables by name") else { return [:] }
        var bindings: [String: Binding] = [:]
        for member in members {
            let place = source.place(of: member.key)
            guard checkName(member.name, at: place) else { continue }
            bindings[member.name] = Binding(
                name: member.name, value: member.value, file: source.file, place: place, scope: scope)
        }
        return bindings
    }

    /// A path as written in a file, from where that file's own path begins.
    static func path(_ written: String, from file: String) -> String {
        guard !written.hasPrefix("/") else { return written }
        var parts = file.split(separator: "/", omittingEmptySubsequences: false).dropLast().map(String.init)
        for part in written.split(separator: "/") where part != "." {
            if part == "..", let last = parts.last, last != "..", !last.isEmpty {
                parts.removeLast()
            } else {
                parts.append(String(part))
            }
        }
        return parts.joined(separator: "/")
    }
}
