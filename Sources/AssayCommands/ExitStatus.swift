/// What the `assay` program tells the one who started it, as its exit status.
package enum ExitStatus: Int, CaseIterable, Hashable, Sendable {
    case passed = 0
    case failed = 1
    case usage = 2
    case invalidScenario = 3
    case inconclusive = 4
    case nothingRan = 5
    case worldFailed = 6
    case defect = 70
    case interrupted = 130
    case terminated = 143

    /// Which status stands when several hold: the first of these.
    package static let precedence: [ExitStatus] = [
        .interrupted, .terminated, .defect, .worldFailed, .usage, .invalidScenario, .failed, .inconclusive,
        .nothingRan, .passed,
    ]

    /// The status that stands when all of these hold; `passed` when none does.
    package static func first(of statuses: some Sequence<ExitStatus>) -> ExitStatus {
        let held = Set(statuses)
        return precedence.first { held.contains($0) } ?? .passed
    }

    /// One line of the table that the README and the help show.
    package var meaning: String {
        switch self {
        case .passed: "at least one case ran, and every case that ran passed"
        case .failed: "the contract is broken: a case failed, or a report is invalid"
        case .usage: "the command line is wrong, or credentials or --live are missing"
        case .invalidScenario: "a scenario file is wrong; nothing was sent"
        case .inconclusive: "a case could not be judged, and none failed"
        case .nothingRan: "nothing was selected, or everything was skipped"
        case .worldFailed: "the world failed us: a file, the disk, a port or a pipe"
        case .defect: "a defect of Assay"
        case .interrupted: "interrupted by SIGINT; the reports account for every planned case"
        case .terminated: "ended by SIGTERM; the reports account for every planned case"
        }
    }

    /// The table of all of them, for the end of a help text.
    package static var table: String {
        allCases.map { status in
            let number = String(status.rawValue)
            return String(repeating: " ", count: max(0, 5 - number.count)) + number + "  " + status.meaning
        }.joined(separator: "\n")
    }
}
