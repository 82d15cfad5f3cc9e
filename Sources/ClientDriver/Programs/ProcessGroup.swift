import Synchronization

#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// The process group of one program, known once the program has started.
final class ProcessGroup: Sendable {
    private struct State {
        var leader: Int32?
        var isClosed = false
        /// A signal that was meant for the group before it was there.
        var pending: Int32?
    }

    private let state = Mutex(State())

    func started(_ identifier: Int32) {
        let pending = state.withLock { state in
            state.leader = identifier
            return state.pending
        }
        if let pending { send(pending) }
    }

    /// The identifier of the group and of its first process.
    var leader: Int32? { state.withLock { $0.leader } }

    /// Tells whoever reads the program's outputs that nobody waits for them any longer.
    func close() {
        state.withLock { $0.isClosed = true }
    }

    var isClosed: Bool { state.withLock { $0.isClosed } }

    func askToEnd() { send(SIGTERM) }

    func kill() { send(SIGKILL) }

    /// Whether any process of the group is there, if only to be waited for by its parent.
    var isThere: Bool {
        guard let leader, leader > 1 else { return false }
        return signalProcess(-leader, 0)
    }

    private func send(_ signal: Int32) {
        let leader = state.withLock { state in
            if state.leader == nil { state.pending = signal }
            return state.leader
        }
        guard let leader, leader > 1 else { return }
        _ = signalProcess(-leader, signal)
    }

    /// Kills one process outside the group.
    static func kill(_ process: Int32) {
        guard process > 1 else { return }
        _ = signalProcess(process, SIGKILL)
    }
}

/// Sends a signal to a process, or to the group of a negative identifier; false where there is none.
private func signalProcess(_ identifier: Int32, _ signal: Int32) -> Bool {
    #if canImport(Darwin)
        Darwin.kill(identifier, signal) == 0
    #else
        Glibc.kill(identifier, signal) == 0
    #endif
}
