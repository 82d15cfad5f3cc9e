import Synchronization

/// Looks now and then at the arguments of what a program starts: every user of the machine can read them.
///
/// A process that lives shorter than the pauses between two looks may be missed. Only on Linux.
final class ArgumentWatch: Sendable {
    private let secrets: LeakPatterns
    private let found = Mutex<Set<Leak>>([])

    init(secrets: LeakPatterns) {
        self.secrets = secrets
    }

    var leaks: [Leak] { found.withLock { Array($0) } }

    /// Looks until the task is cancelled, at first often, later every second.
    func watch(_ group: ProcessGroup, clock: DriverClock) async {
        #if os(Linux)
            var pause = Duration.milliseconds(15)
            while !Task.isCancelled {
                await clock.wait(pause)
                if Task.isCancelled { break }
                pause = min(pause * 2, .seconds(1))
                look(at: group)
            }
        #endif
    }

    private func look(at group: ProcessGroup) {
        guard let leader = group.leader else { return }
        for (_, bytes) in ProcessTable.argumentLists(since: leader) {
            let words = bytes.split(separator: 0)
            let program = words.first.map { String(decoding: $0, as: UTF8.self) } ?? ""
            let place = Leak.Place.arguments(
                program: program.split(separator: "/").last.map(String.init) ?? program)
            let leaks = secrets.leaks(in: bytes, at: place)
            if !leaks.isEmpty { found.withLock { $0.formUnion(leaks) } }
        }
    }
}
