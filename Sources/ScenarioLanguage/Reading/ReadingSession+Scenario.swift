import AWSWire
import Diagnostics
import YAMLTree

/// Reads a scenario file: its head, its table, and its cases.
extension ReadingSession {
    func scenario(_ root: YAMLNode, file: String) -> Scenario? {
        let head = SourceNode(node: root, file: file, scope: Scope([]))
        guard let members = mapping(head, ScenarioKey.subject) else { return nil }
        let overrides = overrides()
        let vars = members.first { $0.name == ScenarioKey.vars.rawValue }
        let variables = Layer(bindings(vars.map { head.sibling($0.value) }))
        let scope = Scope([overrides, Layer.none, variables])
        guard let fields = fields(SourceNode(node: root, file: file, scope: scope), ScenarioKey.self) else {
            return nil
        }
        checkVersion(fields, .assay)
        let title = plainText(fields[.scenario])
        if let title, title.isEmpty, let place = fields[.scenario]?.place {
            report(.empty, at: place, "the title is empty")
        }
        let description = plainText(fields[.description])
        let common = CaseHead(
            requirements: requirements(fields[.requirements]),
            tags: texts(fields[.tags], "a list of tags").map(\.text))
        let cases: [ScenarioCase]
        if fields.has(.cases) {
            cases = table(fields, common, overrides: overrides, variables: variables)
        } else {
            let place = fields.has(.scenario) ? fields.place(of: .scenario) : fields.source.place
            cases = [readCase(root, file: file, scope: scope, common, label: nil, place: place)]
        }
        reportUnused([variables])
        return Scenario(
            file: file, title: title ?? "", description: description, cases: cases,
            keyLines: members.map(\.key.range.start.line),
            tableLine: fields.has(.cases) ? fields.place(of: .cases).line : nil,
            place: fields.has(.scenario) ? fields.place(of: .scenario) : fields.source.place)
    }

    /// A fragment by itself: what only an including file can know is left alone.
    func fragmentAlone(_ root: YAMLNode, file: String) {
        isOpen = true
        guard let fragment = fragment(root, file: file) else { return }
        let scope = Scope([overrides(), fragment.variables])
        let surroundings = StepSurroundings(credentials: [], includes: [file])
        for node in fragment.steps {
            _ = steps(of: SourceNode(node: node, file: file, scope: scope), surroundings)
        }
        reportUnused([fragment.variables])
    }

    /// The names of the values from outside that were asked for.
    var usedOverrides: Set<String> { Set(overrideBindings.filter(\.isUsed).map(\.name)) }

    /// The values from outside; which of them were used is known when the file has been read.
    private func overrides() -> Layer {
        let layer = Layer(reader.overrides.mapValues(\.binding))
        overrideBindings = Array(layer.bindings.values)
        return layer
    }

    /// What a row adds to, or puts in place of, what the file says.
    struct CaseHead {
        var requirements: [String]
        var tags: [String]
        var skip: String?
        var knownFailure: KnownFailure?
    }

    // MARK: The table

    private func table(
        _ fields: Fields<ScenarioKey>, _ common: CaseHead, overrides: Layer, variables: Layer
    ) -> [ScenarioCase] {
        let rows = list(fields[.cases], "a list of rows") ?? []
        guard rows.count <= ScenarioReader.maximumCases else {
            report(
                .tooLarge, at: fields.place(of: .cases),
                "a table has at most \(ScenarioReader.maximumCases) rows, this one has \(rows.count)")
            return []
        }
        rowNames = Set(
            rows.lazy.flatMap { $0.node.mapping ?? [] }.map(\.name).filter { RowKey(rawValue: $0) == nil })
        var firstPlaces: [String: Place] = [:]
        var labels: [String: Place] = [:]
        var cases: [ScenarioCase] = []
        cases.reserveCapacity(rows.count)
        for row in rows where !isExhausted {
            guard let (head, others) = openFields(row, RowKey.self) else { continue }
            let layer = rowLayer(others, in: row, firstPlaces: &firstPlaces)
            let scope = Scope([overrides, layer, variables])
            let label = plainText(head[.label]) ?? ""
            if let place = head[.label]?.place {
                checkLabel(label, at: place, labels: &labels)
            }
            var caseHead = common
            for id in requirements(head[.requirements]) where !caseHead.requirements.contains(id) {
                caseHead.requirements.append(id)
            }
            for tag in texts(head[.tags], "a list of tags").map(\.text) where !caseHead.tags.contains(tag) {
                caseHead.tags.append(tag)
            }
            caseHead.skip = plainText(head[.skip])
            caseHead.knownFailure = head[.knownFailure].flatMap(knownFailure)
            cases.append(
                readCase(
                    fields.source.node, file: fields.source.file, scope: scope, caseHead, label: label,
                    place: row.place))
        }
        if rows.isEmpty {
            // The steps are still checked, but what the rows would have defined is not known.
            isOpen = true
            cases.append(
                readCase(
                    fields.source.node, file: fields.source.file, scope: fields.source.scope, common,
                    label: nil,
                    place: fields.source.place))
        }
        for (name, place) in firstPlaces where !usedRowNames.contains(name) && !isExhausted {
            report(.unusedVariable, at: place, "the variable '\(name)' is never used")
        }
        return cases
    }

    private func rowLayer(
        _ members: [YAMLMember], in row: SourceNode, firstPlaces: inout [String: Place]
    ) -> Layer {
        guard !members.isEmpty else { return Layer.none }
        var bindings: [String: Binding] = Dictionary(minimumCapacity: members.count)
        for member in members {
            let place = row.place(of: member.key)
            if firstPlaces[member.name] == nil {
                firstPlaces[member.name] = place
                if !checkName(member.name, at: place) { usedRowNames.insert(member.name) }
                if let near = misspelt(member.name) {
                    report(.unknownKey, at: place, "unknown key '\(member.name)' in a row", nearest: near)
                    usedRowNames.insert(member.name)
                }
            }
            bindings[member.name] = Binding(
                name: member.name, value: member.value, file: row.file, place: place)
        }
        return Layer(bindings)
    }

    /// A row's variable that differs from a key of rows by its dashes alone was meant as that key.
    private func misspelt(_ name: String) -> String? {
        let letters = name.lowercased().filter { $0 != "-" && $0 != "_" }
        return RowKey.allCases.map(\.rawValue).first {
            $0 != name && $0.filter { $0 != "-" } == letters
        }
    }

    private func checkLabel(_ label: String, at place: Place, labels: inout [String: Place]) {
        if label.isEmpty { report(.empty, at: place, "the row's label is empty") }
        if let first = labels[label] {
            report(
                .duplicateCase, at: place,
                "there is a row '\(Self.shortened(label))' already, in line \(first.line)")
        } else {
            labels[label] = place
        }
    }

    // MARK: One case

    private func readCase(
        _ root: YAMLNode, file: String, scope: Scope, _ head: CaseHead, label: String?, place: Place
    ) -> ScenarioCase {
        beginCase()
        rowPlace = label == nil ? nil : place
        let source = SourceNode(node: root, file: file, scope: scope)
        func part(_ key: ScenarioKey) -> SourceNode? { root[key.rawValue].map(source.sibling) }
        let given = shared(.given, read: { self.readGiven(part(.given)) })
        let surroundings = StepSurroundings(
            credentials: given.given.map { $0.credentials.map(\.name) + $0.accounts.map(\.name) } ?? [],
            includes: [file])
        let steps = readSteps(part(.steps), surroundings, .steps)
        let finally = readSteps(part(.finally), surroundings, .finally)
        let rest = shared(.rest, read: { self.readRest(part) })
        if let state = given.given {
            checkSurroundings(of: state, context: rest.context, hasTLS: given.hasTLS)
        }
        checkCaptures(given: given.references, steps: steps, finally: finally, scope: scope)
        return ScenarioCase(
            label: label, place: place, requirements: head.requirements, tags: head.tags,
            callers: rest.callers,
            context: rest.context, given: given.given, steps: steps.compactMap(\.step),
            finally: finally.compactMap(\.step), skip: head.skip ?? rest.skip,
            knownFailure: head.knownFailure ?? rest.knownFailure, timeout: rest.timeout)
    }

    struct ReadGiven {
        var given: Given?
        var hasTLS: Bool
        var references: [Reference]
    }

    private func readGiven(_ source: SourceNode?) -> ReadGiven {
        let given = source.flatMap(given)
        let hasTLS = source.map(resolve)?.node[GivenKey.tls.rawValue] != nil
        let found = references
        references.removeAll()
        return ReadGiven(given: given, hasTLS: hasTLS, references: found)
    }

    /// What else is the same for all rows unless it uses their variables.
    struct CaseRest {
        var callers: Set<CallerKind>
        var context: CallContext
        var timeout: Duration?
        var skip: String?
        var knownFailure: KnownFailure?
    }

    private func readRest(_ part: (ScenarioKey) -> SourceNode?) -> CaseRest {
        var callers = Set(CallerKind.allCases)
        if let elements = list(part(.callers), "a list of callers") {
            callers = Set(elements.compactMap { word($0, "caller", of: CallerKind.self) })
        }
        let rest = CaseRest(
            callers: callers, context: part(.context).map(context) ?? CallContext(),
            timeout: duration(part(.timeout)),
            skip: plainText(part(.skip)), knownFailure: part(.knownFailure).flatMap(knownFailure))
        references.removeAll()
        return rest
    }

    private func context(_ source: SourceNode) -> CallContext {
        var context = CallContext()
        guard let fields = fields(source, ContextKey.self) else { return context }
        context.region = fields[.region].flatMap(staticText).map { TextTemplate(literal: $0) }
        context.hasSessionToken = flag(fields[.sessionToken]) ?? false
        context.retryMode = word(fields[.retryMode], "retry mode")
        context.maxAttempts = integer(fields, .maxAttempts)
        context.timeout = duration(fields[.timeout])
        return context
    }

    private func knownFailure(_ source: SourceNode) -> KnownFailure? {
        guard let fields = fields(source, KnownFailureKey.self) else { return nil }
        let failure = KnownFailure(
            message: staticText(fields[.message]), issue: plainText(fields[.issue]),
            expires: plainText(fields[.expires]), place: fields.source.place)
        if let expires = failure.expires,
            expires.utf8.count != 10 || SigningTime(iso8601: "\(expires)T00:00:00Z") == nil
        {
            report(
                .badDate, at: fields[.expires]?.place ?? fields.source.place,
                "'\(Self.shortened(expires))' is not a day such as 2027-03-31")
        }
        return failure
    }

    private func readSteps(
        _ source: SourceNode?, _ surroundings: StepSurroundings, _ key: SharedKey.Part
    ) -> [ReadStep] {
        guard let source else { return [] }
        let elements = list(source, "a list of steps") ?? []
        guard elements.count <= ScenarioReader.maximumSteps else {
            report(
                .tooLarge, at: source.place,
                "a list of steps has at most \(ScenarioReader.maximumSteps) elements")
            return []
        }
        var result: [ReadStep] = []
        for (index, element) in elements.enumerated() {
            result += shared(
                SharedKey(part: key, index: index), read: { self.steps(of: element, surroundings) })
        }
        return result
    }
}
