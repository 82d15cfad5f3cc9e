import AWSWire
import EventBridgeFake
import ScenarioLanguage

/// A question about requests, ready to be asked of each.
struct RequestSearch: Sendable {
    let wanted: WantedRequests
    /// Nil for all of them.
    let namespace: String?
    private let each: WireExpectation
    private let variables: Variables

    init(_ wanted: WantedRequests, namespace: String?, variables: Variables) {
        self.wanted = wanted
        self.namespace = namespace
        self.variables = variables
        each = wanted.each
    }

    /// Whether a request is one of those that are asked for.
    func finds(_ entry: JournalEntry) -> Bool {
        isInside(entry) && differences(of: entry).isEmpty
    }

    /// Whether a request is of the namespace that is asked about.
    func isInside(_ entry: JournalEntry) -> Bool {
        namespace == nil || entry.namespace == namespace
    }

    /// Whether this many requests are too many: however long one waits, they get no fewer.
    func isExceeded(by count: Int) -> Bool { count > wantedCount.maximum ?? .max }

    /// Whether it is for the end of the wait to tell that no more have come than may; an exact number is enough
    /// as soon as it is there.
    var isAboutWhatDoesNotCome: Bool {
        guard let most = wantedCount.maximum else { return false }
        return most == 0 || most != wantedCount.minimum
    }

    private var wantedCount: CountRange { wanted.wire.attempts?.count ?? CountRange(minimum: 1) }

    /// How a request differs from what is asked for.
    func differences(of entry: JournalEntry) -> [Difference] {
        var all: [Difference] = []
        if let operation = wanted.operation, entry.operation != operation.name {
            all.append(
                Difference(
                    path: "operation", expected: operation.name,
                    actual: entry.operation ?? "none that is known"))
        }
        do throws(EvaluationError) {
            let found = try each.mismatches(for: [ObservedRequest(entry)], in: variables, requirement: nil)
            all += found.map(Difference.init)
        } catch {
            all.append(Difference(path: "", expected: "a question that can be answered", actual: "\(error)"))
        }
        return all
    }

    /// What is wrong with all the requests found, taken together.
    func differences(of found: [JournalEntry]) -> [Difference] {
        do throws(EvaluationError) {
            return try wanted.together.mismatches(
                for: found.map(ObservedRequest.init), in: variables, requirement: nil
            ).map(Difference.init)
        } catch {
            return [Difference(path: "", expected: "a question that can be answered", actual: "\(error)")]
        }
    }
}

/// One way in which requests are not as they should be.
struct Difference: Hashable, Sendable {
    /// Where: `body.Name`, `attempts`.
    let path: String
    let expected: String
    let actual: String

    init(path: String, expected: String, actual: String) {
        self.path = path
        self.expected = expected
        self.actual = actual
    }

    init(_ mismatch: Mismatch) {
        self.init(path: mismatch.path, expected: mismatch.expected, actual: mismatch.actual)
    }

    /// One sentence, lower case, without a full stop.
    var message: String { "\(path): expected \(expected), found \(actual)" }
}
