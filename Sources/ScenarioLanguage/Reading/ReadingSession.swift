import Diagnostics
import YAMLTree

/// The reading of one file: what is known, and all that was found wrong so far.
final class ReadingSession {
    /// Bounds what filling in variables may cost one case.
    static let maximumWork = 200_000
    static let maximumVariableDepth = 32
    static let maximumDiagnostics = 1_000

    let reader: ScenarioReader
    let loadInclude: (String) -> String?
    /// The texts of all files read, for excerpts.
    var sources: [String: String] = [:]
    /// The values from outside, once a file is being read.
    var overrideBindings: [Binding] = []
    var fragments: [String: Fragment?] = [:]
    private(set) var diagnostics: [Diagnostic] = []
    private var seen: Set<Diagnostic> = []

    /// The names that some row gives a value, so that what uses them is read anew for each row.
    var rowNames: Set<String> = []
    var usedRowNames: Set<String> = []
    /// Whether anything read since this was last cleared depends on the row.
    var hasConsultedRow = false
    /// The row being read, for what it lacks.
    var rowPlace: Place?
    /// The names of what is not yet known to be a capture, as they are met.
    var references: [Reference] = []
    /// What is the same for all rows, by the part that it is.
    var sharedParts: [SharedKey: Any] = [:]
    /// All captures, by where they are named.
    var captures: [Place: String] = [:]
    var usedCaptures: Set<Place> = []
    /// Whether unknown names are left alone, as in a fragment that is read by itself.
    var isOpen = false

    private var variableDepth = 0
    private var work = 0
    private(set) var isExhausted = false

    /// A name in a template that is neither a variable nor built in.
    struct Reference {
        var name: String
        var place: Place
        /// Names that a misspelling could have meant.
        var scope: Scope
        /// Whether it stands where even a capture that is made before could not be filled in.
        var isMisplaced = false
    }

    init(reader: ScenarioReader, loadInclude: @escaping (String) -> String?) {
        self.reader = reader
        self.loadInclude = loadInclude
    }

    func report(
        _ code: ScenarioCode, at place: Place, _ message: String, nearest: String? = nil,
        severity: Diagnostic.Severity = .error
    ) {
        guard diagnostics.count < Self.maximumDiagnostics else { return }
        let diagnostic = Diagnostic(
            place: place, severity: severity, code: code.code, message: message, nearest: nearest)
        if seen.insert(diagnostic).inserted { diagnostics.append(diagnostic) }
    }

    func report(_ invalid: InvalidYAML) {
        for diagnostic in invalid.diagnostics where seen.insert(diagnostic).inserted {
            diagnostics.append(diagnostic)
        }
    }

    // MARK: Variables that stand for whole nodes

    /// The node itself, or what it stands for when it is exactly one variable.
    func resolve(_ source: SourceNode) -> SourceNode {
        guard let name = Self.loneName(of: source.node), let binding = use(name, in: source.scope) else {
            return source
        }
        return enter(binding, from: source) { resolve($0) }
    }

    /// Goes into a variable's value; a variable that leads back to itself, or to too much, is an empty text.
    func enter(_ binding: Binding, from source: SourceNode, _ body: (SourceNode) -> SourceNode) -> SourceNode
    {
        variableDepth += 1
        defer { variableDepth -= 1 }
        guard canGoOn(at: source, name: binding.name) else {
            return source.sibling(
                YAMLNode(content: .scalar(YAMLScalar(text: "", isPlain: false)), range: source.node.range))
        }
        return body(
            SourceNode(
                node: binding.value, file: binding.file, scope: binding.scope ?? source.scope,
                isInVariable: true))
    }

    func enterText(_ binding: Binding, from source: SourceNode, _ body: (SourceNode) -> Void) {
        variableDepth += 1
        defer { variableDepth -= 1 }
        guard canGoOn(at: source, name: binding.name) else { return }
        body(
            SourceNode(
                node: binding.value, file: binding.file, scope: binding.scope ?? source.scope,
                isInVariable: true))
    }

    private func canGoOn(at source: SourceNode, name: String) -> Bool {
        guard variableDepth <= Self.maximumVariableDepth else {
            report(
                .variableCycle, at: source.place,
                "the variable '\(name)' leads back to itself, or more than \(Self.maximumVariableDepth) deep")
            return false
        }
        return spend(1, at: source.place)
    }

    /// Counts work; false once there was too much of it.
    func spend(_ amount: Int, at place: Place) -> Bool {
        work += amount
        guard work > Self.maximumWork else { return true }
        if !isExhausted {
            isExhausted = true
            report(
                .tooLarge, at: place, "the variables of one case come to more than \(Self.maximumWork) values"
            )
        }
        return false
    }

    /// Each case may cost as much.
    func beginCase() {
        work = 0
    }

    /// Looks a variable up, and keeps account of who used it.
    func use(_ name: String, in scope: Scope) -> Binding? {
        if rowNames.contains(name) {
            hasConsultedRow = true
            usedRowNames.insert(name)
        }
        return scope.use(name)
    }

    /// The name, when the node is exactly `${name}`.
    static func loneName(of node: YAMLNode) -> String? {
        guard case .scalar(let scalar) = node.content else { return nil }
        return loneName(in: scalar.text)
    }

    static func loneName(in text: String) -> String? {
        let bytes = text.utf8
        guard bytes.count > 3, bytes.first == UInt8(ascii: "$"), bytes.last == UInt8(ascii: "}") else {
            return nil
        }
        let inner = text.dropFirst(2).dropLast()
        guard bytes[bytes.index(after: bytes.startIndex)] == UInt8(ascii: "{"), isName(inner) else {
            return nil
        }
        return String(inner)
    }

    /// Tells whether a text can name a variable: letters, digits, `-` and `_`, a letter first.
    static func isName(_ text: some StringProtocol) -> Bool {
        var isFirst = true
        for byte in text.utf8 {
            let isLetter = (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
            let isOther =
                (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || byte == UInt8(ascii: "-")
                || byte == UInt8(ascii: "_")
            guard isLetter || (isOther && !isFirst) else { return false }
            isFirst = false
        }
        return !isFirst
    }
}
