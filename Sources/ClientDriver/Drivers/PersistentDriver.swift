import Synchronization

/// Asks clients that go on running: each is started once and makes many calls, as many at once as it says.
package final class PersistentDriver: Driver {
    private struct State {
        var sessions: [PersistentSession] = []
        var started = 0
    }

    private let command: [String]
    private let environment: ClientEnvironment
    private let folder: String
    private let bounds: DriverBounds
    private let clock: DriverClock
    private let state = Mutex(State())
    private let starts: AsyncStream<(PersistentSession, ProgramOrder)>.Continuation

    private init(
        _ command: [String], _ environment: ClientEnvironment, _ folder: String, _ bounds: DriverBounds,
        _ clock: DriverClock, _ starts: AsyncStream<(PersistentSession, ProgramOrder)>.Continuation
    ) {
        self.command = command
        self.environment = environment
        self.folder = folder
        self.bounds = bounds
        self.clock = clock
        self.starts = starts
    }

    /// Lends a driver to the body; afterwards the input of each client ends, and a client that does not end then is
    /// made to.
    ///
    /// - Parameter command: the client's arguments; what differs from call to call cannot stand in them.
    package static func with<Result: Sendable>(
        command: CommandTemplate, environment: ClientEnvironment, folder: String, bounds: DriverBounds,
        clock: DriverClock, _ body: (PersistentDriver) async -> Result
    ) async throws(PersistentMistake) -> Result {
        guard let command = command.filled(with: [:]) else {
            throw PersistentMistake(placeholders: command.placeholders)
        }
        let (orders, starts) = AsyncStream.makeStream(of: (PersistentSession, ProgramOrder).self)
        let driver = PersistentDriver(command, environment, folder, bounds, clock, starts)
        return await withTaskGroup(of: Void.self) { tasks in
            tasks.addTask {
                await withTaskGroup(of: Void.self) { clients in
                    for await (session, order) in orders {
                        clients.addTask { await session.live(as: order, bounds: bounds, clock: clock) }
                    }
                }
            }
            let result = await body(driver)
            driver.finish()
            return result
        }
    }

    package func drive(_ call: ClientCall) async -> ClientRun {
        do throws(FolderTrouble) {
            return await (try session()).ask(call, bounds: bounds)
        } catch {
            return ClientRun(
                scenario: call.scenario, ending: .notStarted(reason: "\(error)"), command: command)
        }
    }

    package func discard(_ run: ClientRun) {}

    /// How the clients describe themselves, as far as any has yet.
    package var hello: ClientHello? {
        state.withLock { $0.sessions }.lazy.compactMap(\.hello).first
    }

    private func session() throws(FolderTrouble) -> PersistentSession {
        let (free, number) = state.withLock { state -> (PersistentSession?, Int) in
            state.sessions.removeAll(where: \.isOver)
            if let free = state.sessions.first(where: { $0.reserve() }) { return (free, 0) }
            state.started += 1
            return (nil, state.started)
        }
        if let free { return free }
        let place = try WorkingFolder(in: folder, named: "client-\(number)")
        let session = PersistentSession(command: command, maximumOutput: bounds.maximumOutput, clock: clock)
        let order = ProgramOrder(
            executable: command[0], arguments: Array(command.dropFirst()),
            environment: environment.base(in: place), workingDirectory: place.path, deadline: .zero,
            grace: bounds.grace, maximumOutput: bounds.maximumOutput, mark: "AWS_CONFIG_FILE")
        state.withLock { $0.sessions.append(session) }
        starts.yield((session, order))
        return session
    }

    private func finish() {
        for session in state.withLock({ $0.sessions }) { session.finish() }
        starts.finish()
    }
}

/// A command of a client that goes on running must not ask for what differs from call to call.
package struct PersistentMistake: Error, Hashable, Sendable, CustomStringConvertible {
    package let placeholders: Set<Placeholder>

    package var description: String {
        let words = placeholders.map { "{\($0.rawValue)}" }.sorted().joined(separator: " ")
        return "a persistent client gets its calls on standard input, so its command cannot hold \(words)"
    }
}
