import NIOCore
import Synchronization

/// The open connections of a server.
final class ServerConnections: Sendable {
    private struct State {
        /// Nil for one that is still being set up.
        var open: [Int: NIOLoopBound<SocketEdge>?] = [:]
        var lastNumber = 0
        /// Set once the server closes: called when the last connection is gone.
        var whenEmpty: (@Sendable () -> Void)?
    }

    private let limit: Int
    private let state = Mutex(State())

    init(limit: Int) {
        self.limit = limit
    }

    var count: Int { state.withLock { $0.open.count } }

    /// The number for a new connection; nil when there are enough, or the server is closing.
    ///
    /// - Parameter most: how many there may be then; nil for as many as the limit says.
    func admit(atMost most: Int?) -> Int? {
        let limit = min(limit, most ?? limit)
        return state.withLock { state in
            guard state.open.count < limit, state.whenEmpty == nil else { return nil }
            state.lastNumber += 1
            state.open.updateValue(nil, forKey: state.lastNumber)
            return state.lastNumber
        }
    }

    /// Takes a connection in; false when the server began to close meanwhile.
    func add(_ number: Int, _ connection: NIOLoopBound<SocketEdge>) -> Bool {
        state.withLock { state in
            state.open.updateValue(connection, forKey: number)
            return state.whenEmpty == nil
        }
    }

    func remove(_ number: Int) {
        let whenEmpty = state.withLock { state in
            state.open.removeValue(forKey: number)
            return state.open.isEmpty ? state.whenEmpty : nil
        }
        whenEmpty?()
    }

    /// Cuts every connection and takes no further ones; calls back when none is left.
    func closeAll(_ whenEmpty: @escaping @Sendable () -> Void) {
        let open = state.withLock { state in
            state.whenEmpty = whenEmpty
            return Array(state.open.values)
        }
        if open.isEmpty { whenEmpty() }
        for connection in open {
            connection?.execute { $0.close() }
        }
    }

    /// Takes no further connections and asks each to end after its answer; calls back when none is left.
    func drainAll(_ whenEmpty: @escaping @Sendable () -> Void) {
        let open = state.withLock { state in
            state.whenEmpty = whenEmpty
            return Array(state.open.values)
        }
        if open.isEmpty { whenEmpty() }
        for connection in open {
            connection?.execute { $0.askToEnd() }
        }
    }

    /// Cuts every connection that stands.
    func cutAll() {
        for connection in state.withLock({ Array($0.open.values) }) {
            connection?.execute { $0.close() }
        }
    }
}

extension NIOLoopBound {
    /// Does something with the value on its loop: at once when already there.
    func execute(_ work: @escaping @Sendable (Value) -> Void) {
        if eventLoop.inEventLoop {
            work(value)
        } else {
            eventLoop.execute { work(value) }
        }
    }
}
