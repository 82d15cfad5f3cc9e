import NIOCore
import Synchronization

/// The idle connections of a client, the one used last on top.
final class ConnectionPool: Sendable {
    private struct State {
        var idle: [HTTPOrigin: [IdleConnection]] = [:]
        var isClosed = false
    }

    private struct IdleConnection {
        let identity: ObjectIdentifier
        let connection: NIOLoopBound<ClientConnection>
    }

    private let limit: Int
    private let state = Mutex(State())

    /// - Parameter limit: idle connections kept for one origin.
    init(limit: Int) {
        self.limit = limit
    }

    /// Takes an idle connection out; it belongs to the taker then.
    func take(_ origin: HTTPOrigin) -> NIOLoopBound<ClientConnection>? {
        state.withLock { $0.idle[origin]?.popLast()?.connection }
    }

    /// Takes a connection in; false when it is one too many or the client is closed.
    func add(
        _ connection: NIOLoopBound<ClientConnection>, _ identity: ObjectIdentifier, to origin: HTTPOrigin
    )
        -> Bool
    {
        state.withLock { state in
            guard !state.isClosed, state.idle[origin, default: []].count < limit else { return false }
            state.idle[origin, default: []].append(IdleConnection(identity: identity, connection: connection))
            return true
        }
    }

    /// Forgets a connection that ended or was idle too long; false when somebody took it just before.
    @discardableResult
    func remove(_ identity: ObjectIdentifier, from origin: HTTPOrigin) -> Bool {
        state.withLock { state in
            let place = state.idle[origin]?.firstIndex { $0.identity == identity }
            if let place { state.idle[origin]?.remove(at: place) }
            if state.idle[origin]?.isEmpty == true { state.idle[origin] = nil }
            return place != nil
        }
    }

    /// Closes the idle connections and takes no further ones.
    func close() {
        let idle = state.withLock { state in
            state.isClosed = true
            let idle = state.idle.values.flatMap { $0 }
            state.idle = [:]
            return idle
        }
        for connection in idle {
            connection.connection.execute { $0.close() }
        }
    }
}
