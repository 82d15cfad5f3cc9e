import NIOCore
import NIOPosix
import Synchronization

/// The socket that takes connections in; it can be down for a while and come back at the same port.
final class Listener: Sendable {
    private enum State {
        case up(any Channel)
        /// Closed for a while; the number tells one such time from another.
        case down(Int)
        case closed
    }

    let port: Int
    private let host: String
    private let loop: any EventLoop
    private let threads: SocketThreads
    private let setUp: ConnectionSetUp
    private let state: Mutex<(now: State, downs: Int)>

    /// How soon it is tried again where the port cannot be had back.
    private static let retryTime = TimeAmount.milliseconds(20)

    /// Listens on a port of its own, or on any free one for 0.
    static func open(
        host: String, port: Int, threads: SocketThreads, setUp: ConnectionSetUp
    ) async throws -> Listener {
        let loop = threads.next()
        let channel = try await bind(host, port, loop, threads, setUp).get()
        return Listener(channel, host: host, port: port, loop: loop, threads: threads, setUp: setUp)
    }

    private init(
        _ channel: any Channel, host: String, port: Int, loop: any EventLoop, threads: SocketThreads,
        setUp: ConnectionSetUp
    ) {
        self.host = host
        self.port = channel.localAddress?.port ?? port
        self.loop = loop
        self.threads = threads
        self.setUp = setUp
        state = Mutex((.up(channel), 0))
    }

    private static func bind(
        _ host: String, _ port: Int, _ loop: any EventLoop, _ threads: SocketThreads,
        _ setUp: ConnectionSetUp
    ) -> EventLoopFuture<any Channel> {
        ServerBootstrap(group: loop, childGroup: threads.all)
            .serverChannelOption(.backlog, value: 1024)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
            .childChannelOption(.allowRemoteHalfClosure, value: true)
            .childChannelInitializer { setUp.setUp($0) }
            .bind(host: host, port: port)
    }

    /// Closes the socket, so that connections are refused, and opens it again after a while.
    ///
    /// Returns when the socket is closed. Connections that stand are left alone. Asked again while it is down, the
    /// new end holds.
    func refuse(for time: Duration) async {
        try? await beginRefusing(for: time).get()
    }

    /// The same without waiting; the future tells when the socket is closed.
    @discardableResult
    func beginRefusing(for time: Duration) -> EventLoopFuture<Void> {
        let (channel, down) = state.withLock { state -> ((any Channel)?, Int?) in
            state.downs += 1
            defer { if case .closed = state.now {} else { state.now = .down(state.downs) } }
            switch state.now {
            case .up(let channel): return (channel, state.downs)
            case .down: return (nil, state.downs)
            case .closed: return (nil, nil)
            }
        }
        guard let down else { return loop.makeSucceededVoidFuture() }
        let closed = channel?.close() ?? loop.makeSucceededVoidFuture()
        closed.whenComplete { _ in
            self.loop.scheduleTask(in: TimeAmount(time)) { self.rise(from: down) }
        }
        return closed
    }

    private func rise(from down: Int) {
        guard isDown(down) else { return }
        Self.bind(host, port, loop, threads, setUp).whenComplete { result in
            switch result {
            case .success(let channel):
                let isWanted = self.state.withLock { state in
                    guard case .down(down) = state.now else { return false }
                    state.now = .up(channel)
                    return true
                }
                if !isWanted { channel.close(promise: nil) }
            case .failure:
                // Somebody else has the port for the moment.
                self.loop.scheduleTask(in: Self.retryTime) { self.rise(from: down) }
            }
        }
    }

    private func isDown(_ down: Int) -> Bool {
        state.withLock { if case .down(down) = $0.now { true } else { false } }
    }

    /// Stops listening for good.
    func close() -> EventLoopFuture<Void> {
        let channel = state.withLock { state -> (any Channel)? in
            defer { state.now = .closed }
            if case .up(let channel) = state.now { return channel }
            return nil
        }
        guard let channel else { return loop.makeSucceededVoidFuture() }
        channel.close(promise: nil)
        return channel.closeFuture
    }

    /// A promise on the listener's event loop, and its alarm.
    func bounded(by bound: Duration) -> (done: EventLoopPromise<Void>, alarm: Scheduled<Void>) {
        let done = loop.makePromise(of: Void.self)
        return (done, loop.scheduleTask(in: TimeAmount(bound)) { done.succeed() })
    }
}
