import Diagnostics
import Dispatch
import EventBridgeFake
import Synchronization

/// Tells people what a served fake is asked and what it answers, a line a request.
///
/// It tells at the pace of a reader: of requests beyond so many a second only the number is told. Lines are made and
/// written on a queue of their own, so a reader that is slow, or gone, never keeps a client waiting.
final class RequestLog: Sendable {
    private enum Item {
        case request(JournalEntry)
        case untold(Untold)
    }

    private struct Untold {
        var count = 0
        var refused = 0
    }

    private struct State {
        var waiting: [Item] = []
        /// Whether somebody is going to write what is waiting.
        var isScheduled = false
        /// The second that is being told, since 1970.
        var second: Int64 = 0
        var told = 0
        var untold = Untold()

        mutating func begin(_ next: Int64) {
            guard next != second else { return }
            second = next
            told = 0
            endCount()
        }

        mutating func endCount() {
            if untold.count > 0 { waiting.append(.untold(untold)) }
            untold = Untold()
        }
    }

    /// How many requests of one second are told.
    private static let pace = 50
    /// How much may wait for a reader who has stopped reading.
    private static let patience = 1000

    private let isBrief: Bool
    private let write: @Sendable (String) -> Void
    private let state = Mutex(State())
    private let queue = DispatchQueue(label: "assay.request-log")

    /// - Parameters:
    ///   - isBrief: whether refusals are told without their evidence.
    ///   - write: writes whole lines; may block.
    init(isBrief: Bool, write: @escaping @Sendable (String) -> Void) {
        self.isBrief = isBrief
        self.write = write
    }

    /// Takes a request in; never blocks.
    func note(_ entry: JournalEntry) {
        let mustSchedule = state.withLock { state in
            state.begin(entry.receivedAt.components.seconds)
            if state.told < Self.pace, state.waiting.count < Self.patience {
                state.told += 1
                state.waiting.append(.request(entry))
            } else {
                state.untold.count += 1
                if entry.answer.errorCode != nil { state.untold.refused += 1 }
            }
            defer { state.isScheduled = true }
            return !state.isScheduled
        }
        if mustSchedule { queue.async { self.tell() } }
    }

    /// Writes what is still waiting.
    func finish() {
        queue.sync {
            state.withLock { $0.endCount() }
            tell()
        }
    }

    private func tell() {
        while true {
            let (items, isCounting) = state.withLock { state in
                defer { state.waiting = [] }
                state.isScheduled = !state.waiting.isEmpty || state.untold.count > 0
                return (state.waiting, state.untold.count > 0)
            }
            guard items.isEmpty else {
                write(items.map(text).joined())
                continue
            }
            if isCounting {
                // Told once the second is over, also where no further request comes.
                queue.asyncAfter(deadline: .now() + 1) {
                    self.state.withLock { $0.endCount() }
                    self.tell()
                }
            }
            return
        }
    }

    // MARK: words

    private func text(_ item: Item) -> String {
        switch item {
        case .request(let entry): return text(entry)
        case .untold(let untold):
            let refused = untold.refused == 0 ? "" : ", \(untold.refused) of them refused"
            return "… \(untold.count) more requests within the second\(refused)\n"
        }
    }

    private func text(_ entry: JournalEntry) -> String {
        var text = "\(Self.time(entry.receivedAt)) "
        if entry.namespace != FakeCredential.defaultNamespace { text += "[\(entry.namespace)] " }
        text += Self.line(entry.description) + "\n"
        guard !isBrief, let explanation = entry.explanation else { return text }
        for line in explanation.split(separator: "\n").dropFirst() { text += "    \(Self.line(line))\n" }
        return text
    }

    /// A line in which nothing moves the cursor or colours the terminal, not longer than anyone reads.
    private static func line(_ text: some StringProtocol) -> String {
        let most = 400
        let line = text.prefix { $0 != "\n" }
        return visible(line.count > most ? line.prefix(most) + "…" : String(line))
    }

    /// The time of the day in UTC, such as `15:04:05.678`.
    private static func time(_ sinceEpoch: Duration) -> String {
        let (seconds, attoseconds) = sinceEpoch.components
        func digits(_ number: Int64, _ count: Int) -> String {
            let text = String(number)
            return String(repeating: "0", count: max(0, count - text.utf8.count)) + text
        }
        let day = seconds % 86_400
        let clock = [day / 3600, day / 60 % 60, day % 60].map { digits($0, 2) }.joined(separator: ":")
        return "\(clock).\(digits(attoseconds / 1_000_000_000_000_000, 3))"
    }
}
