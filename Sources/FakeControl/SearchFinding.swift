import AWSWire
import EventBridgeFake
import JSONTree
import ScenarioLanguage

/// What came of comparing the requests that arrived with those that were wanted.
struct SearchFinding: Sendable {
    /// A request that is not what was wanted, and why not.
    private struct Neighbour {
        let entry: JournalEntry
        let differences: [Difference]
    }

    private let found: [JournalEntry]
    private let differences: [Difference]
    private let nearest: [Neighbour]
    private let message: String
    private let total: Int

    var isVerified: Bool { differences.isEmpty }
    /// How many requests are what was looked for.
    var count: Int { found.count }

    /// How many of the nearest requests are told.
    private static let nearestCount = 3
    /// How many of the requests found are told, the latest of them.
    private static let foundCount = 100

    /// - Parameter entries: all that the fake keeps, in order of arrival.
    init(_ search: RequestSearch, in entries: [JournalEntry]) {
        var found: [JournalEntry] = []
        var others: [Neighbour] = []
        for entry in entries where search.isInside(entry) {
            let differences = search.differences(of: entry)
            if differences.isEmpty {
                found.append(entry)
            } else {
                others.append(Neighbour(entry: entry, differences: differences))
            }
        }
        self.found = found
        total = found.count + others.count
        differences = search.differences(of: found)
        // Of equally near ones the latest says most about what is going on.
        let ranked = others.enumerated().sorted { left, right in
            let (first, second) = (left.element.differences.count, right.element.differences.count)
            return first == second ? left.offset > right.offset : first < second
        }
        nearest = differences.isEmpty ? [] : ranked.prefix(Self.nearestCount).map(\.element)
        let whose = search.wanted.operation.map { " of \($0.name)" } ?? ""
        message =
            differences.first.map {
                "the requests\(whose) that were looked for are not as they should be: \($0.message)"
            } ?? "\(found.count == 1 ? "1 request" : "\(found.count) requests")\(whose) found"
    }

    /// 200 where all is as it should be, otherwise 406.
    var answer: ControlAnswer {
        ControlAnswer(status: isVerified ? 200 : 406, body: .object(object))
    }

    private var object: JSONObject {
        [
            "verified": .bool(isVerified), "count": .number(JSONNumber(found.count)),
            "message": .string(message), "differences": .array(differences.map(Self.json)),
            "nearest": .array(
                nearest.map { neighbour in
                    [
                        "request": .object(EntryJSON.object(neighbour.entry)),
                        "differences": .array(neighbour.differences.map(Self.json)),
                    ]
                }),
            "requests": .array(found.suffix(Self.foundCount).map { .object(EntryJSON.object($0)) }),
            "text": .string(text),
        ]
    }

    private static func json(_ difference: Difference) -> JSONValue {
        [
            "path": .string(difference.path), "expected": .string(difference.expected),
            "actual": .string(difference.actual), "message": .string(difference.message),
        ]
    }

    /// The whole finding for people.
    private var text: String {
        var lines = [message]
        for difference in differences.dropFirst() { lines.append("  \(difference.message)") }
        guard !isVerified else { return message }
        lines.append("\(found.count) of \(total) requests are what was looked for")
        for (index, neighbour) in nearest.enumerated() {
            lines.append("nearest \(index + 1): \(neighbour.entry)")
            for difference in neighbour.differences { lines.append("  <<<<< \(difference.message)") }
        }
        return lines.joined(separator: "\n")
    }
}
