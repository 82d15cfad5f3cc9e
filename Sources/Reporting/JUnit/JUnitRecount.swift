import Diagnostics
import XMLTree

/// Counts a JUnit report's cases again and compares them with what the report says of itself.
struct JUnitRecount {
    /// How many cases there are, and how many hold which outcome.
    struct Counts: Hashable {
        var cases = 0
        var failures = 0
        var errors = 0
        var skipped = 0
        /// Outcome elements, where a case may hold several: some writers count these.
        var failureElements = 0
        var errorElements = 0

        mutating func add(_ other: Counts) {
            cases += other.cases
            failures += other.failures
            errors += other.errors
            skipped += other.skipped
            failureElements += other.failureElements
            errorElements += other.errorElements
        }
    }

    private struct Group {
        var element: XMLElement
        var counts = Counts()
    }

    private static let limit = 100

    private let file: String
    private(set) var diagnostics: [Diagnostic] = []
    /// The counts of the whole report.
    private(set) var total = Counts()
    private var groups: [Group] = []
    private var outcome: Counts?
    /// How deep the reader stands in a case.
    private var depthInCase = 0
    /// The line of each identity, by its hash.
    private var lines: [Int: Int] = [:]

    init(file: String) {
        self.file = file
    }

    mutating func take(_ node: XMLNode) {
        switch node {
        case .start(let element): start(element)
        case .end(let name): end(name)
        case .text: break
        }
    }

    mutating func finish() {
        guard total.cases == 0 else { return }
        note("report.empty", "the report holds no case", line: 1, severity: .warning)
    }

    private mutating func start(_ element: XMLElement) {
        if depthInCase > 0 {
            depthInCase += 1
            if depthInCase == 2 { take(outcome: element.name) }
            return
        }
        switch element.name {
        case "testsuites", "testsuite":
            checkTime(element)
            groups.append(Group(element: element))
        case "testcase":
            checkTime(element)
            checkIdentity(element)
            depthInCase = 1
            outcome = Counts(cases: 1)
        default: break
        }
    }

    private mutating func take(outcome name: String) {
        switch name {
        case "failure":
            outcome?.failures = 1
            outcome?.failureElements += 1
        case "error":
            outcome?.errors = 1
            outcome?.errorElements += 1
        case "skipped": outcome?.skipped = 1
        default: break
        }
    }

    private mutating func end(_ name: String) {
        if depthInCase > 0 {
            depthInCase -= 1
            guard depthInCase == 0, let outcome else { return }
            add(outcome)
            self.outcome = nil
            return
        }
        guard name == "testsuites" || name == "testsuite", let group = groups.popLast() else { return }
        compare(group)
        add(group.counts)
    }

    private mutating func add(_ counts: Counts) {
        if groups.isEmpty {
            total.add(counts)
        } else {
            groups[groups.count - 1].counts.add(counts)
        }
    }

    private mutating func compare(_ group: Group) {
        let counts = group.counts
        compare(group, "tests", [counts.cases])
        compare(group, "failures", [counts.failures, counts.failureElements])
        compare(group, "errors", [counts.errors, counts.errorElements])
        compare(group, "skipped", [counts.skipped])
    }

    private mutating func compare(_ group: Group, _ name: String, _ counted: [Int]) {
        guard let text = group.element[name] else { return }
        let line = group.element.line
        guard let declared = Int(text), declared >= 0 else {
            note("report.count", "\(name) is '\(text.prefix(40))', which is no count", line: line)
            return
        }
        guard !counted.contains(declared) else { return }
        note("report.count", "\(name) is \(declared), but there are \(counted[0])", line: line)
    }

    private mutating func checkIdentity(_ element: XMLElement) {
        guard let name = element["name"] else { return }
        guard name.contains(where: { !$0.isWhitespace }) else {
            note(
                "report.unnamed-case", "a case has an empty name, and some consumers drop it",
                line: element.line)
            return
        }
        // A case without a class belongs to its suite.
        let classname = element["classname"] ?? groups.last?.element["name"] ?? ""
        var hasher = Hasher()
        hasher.combine(classname)
        hasher.combine(name)
        if let first = lines.updateValue(element.line, forKey: hasher.finalize()) {
            note(
                "report.duplicate-case",
                "the case '\(name.prefix(200))' of '\(classname.prefix(200))' "
                    + "stands in line \(first) too, and consumers keep one of them", line: element.line)
        }
    }

    private mutating func checkTime(_ element: XMLElement) {
        guard let time = element["time"], !JUnitRecount.isTime(time) else { return }
        note(
            "report.time", "the time is '\(time.prefix(40))', not plain seconds such as 1.250",
            line: element.line)
    }

    /// Digits, in groups of three if need be, and decimals.
    private static func isTime(_ text: String) -> Bool {
        let parts = text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        let groups = parts[0].split(separator: ",", omittingEmptySubsequences: false)
        guard groups.allSatisfy({ isDigits($0) }), groups.dropFirst().allSatisfy({ $0.count == 3 }) else {
            return false
        }
        return parts.count == 1 || isDigits(parts[1])
    }

    private static func isDigits(_ text: Substring) -> Bool {
        !text.isEmpty && text.utf8.allSatisfy { (0x30...0x39).contains($0) }
    }

    private mutating func note(
        _ code: String, _ message: String, line: Int, severity: Diagnostic.Severity = .error
    ) {
        guard diagnostics.count < JUnitRecount.limit else { return }
        diagnostics.append(
            Diagnostic(
                place: Place(file: file, line: line, column: 1), severity: severity, code: code,
                message: message))
    }
}
