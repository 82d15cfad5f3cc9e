import NIOCore

/// Sends what the connections of one event loop have written, all of it at the end of the loop's turn.
///
/// Sent one by one, each answer would wake a peer that has nothing else to do yet, and waking costs more than
/// sending. Used on its event loop only.
final class FlushBatch {
    private var waiting: [ServerConnection] = []

    /// Flushes a connection once everything that the loop was woken for is done.
    func add(_ connection: ServerConnection, on loop: any EventLoop) {
        waiting.append(connection)
        guard waiting.count == 1 else { return }
        loop.assumeIsolated().execute { self.flush() }
    }

    private func flush() {
        for connection in waiting { connection.flush() }
        waiting.removeAll(keepingCapacity: true)
    }
}
