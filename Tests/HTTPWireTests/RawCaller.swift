import NIOCore
import NIOPosix
import Synchronization

/// A TCP client that knows no HTTP: sends pieces of bytes, keeps what comes back and how the connection
/// ended.
final class RawCaller: Sendable {
    struct State {
        var received: [UInt8] = []
        var ending: Ending?
        var waiters:
            [(condition: @Sendable (State) -> Bool, continuation: CheckedContinuation<Void, Never>)] = []
    }

    enum Ending: Equatable {
        case finished
        case reset
    }

    private let channel = Mutex<(any Channel)?>(nil)
    private let state = Mutex(State())

    /// Connects for the body, and closes afterwards.
    ///
    /// - Parameters:
    ///   - opening: what is sent as soon as the connection stands, without waiting for a task's turn.
    ///   - reads: whether it takes what comes from the start; otherwise once told to.
    static func run<R>(
        port: Int, opening: String? = nil, reads: Bool = true, body: (RawCaller) async throws -> R
    ) async throws -> R {
        let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        let result: Result<R, any Error>
        do {
            let caller = RawCaller()
            let channel = try await ClientBootstrap(group: group)
                .channelOption(.allowRemoteHalfClosure, value: true)
                .channelOption(.autoRead, value: reads)
                .channelInitializer { channel in
                    channel.eventLoop.makeCompletedFuture {
                        try channel.pipeline.syncOperations.addHandler(RawCallerHandler(caller))
                    }
                }
                .connect(host: "127.0.0.1", port: port)
                .flatMap { channel in
                    let sent = opening.map { channel.writeAndFlush(ByteBuffer(string: $0)) }
                    return (sent ?? channel.eventLoop.makeSucceededVoidFuture()).map { channel }
                }
                .get()
            caller.channel.withLock { $0 = channel }
            result = .success(try await body(caller))
        } catch {
            result = .failure(error)
        }
        try await group.shutdownGracefully()
        return try result.get()
    }

    func send(_ text: String) async throws {
        try await channel.withLock { $0 }?.writeAndFlush(ByteBuffer(string: text))
    }

    func send(_ bytes: [UInt8]) async throws {
        try await channel.withLock { $0 }?.writeAndFlush(ByteBuffer(bytes: bytes))
    }

    /// Sends bytes as fast as the peer takes them, without waiting for that.
    func pour(_ bytes: [UInt8]) {
        channel.withLock { $0 }?.writeAndFlush(ByteBuffer(bytes: bytes), promise: nil)
    }

    /// Takes what comes from now on.
    func startReading() async throws {
        try await channel.withLock { $0 }?.setOption(.autoRead, value: true).get()
    }

    /// Ends the sending direction.
    func finish() async throws {
        try await channel.withLock { $0 }?.close(mode: .output)
    }

    /// Waits until this text has come as often as told, or the connection ended.
    func read(until text: String, times: Int = 1) async -> String {
        await wait { state in
            String(decoding: state.received, as: UTF8.self).split(
                separator: text, omittingEmptySubsequences: false
            )
            .count > times
        }
        return received
    }

    /// Waits for the end of the connection.
    func readAll() async -> (text: String, ending: Ending) {
        await wait { _ in false }
        return (received, state.withLock { $0.ending ?? .finished })
    }

    var received: String { state.withLock { String(decoding: $0.received, as: UTF8.self) } }

    private func wait(_ condition: @escaping @Sendable (State) -> Bool) async {
        await withCheckedContinuation { continuation in
            let isThere = state.withLock { state in
                if state.ending != nil || condition(state) { return true }
                state.waiters.append((condition, continuation))
                return false
            }
            if isThere { continuation.resume() }
        }
    }

    fileprivate func change(_ change: (inout State) -> Void) {
        let ready = state.withLock { state in
            change(&state)
            let now = state
            let isReady = now.waiters.map { now.ending != nil || $0.condition(now) }
            state.waiters = zip(now.waiters, isReady).filter { !$0.1 }.map(\.0)
            return zip(now.waiters, isReady).filter(\.1).map(\.0.continuation)
        }
        for continuation in ready { continuation.resume() }
    }
}

private final class RawCallerHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    private let caller: RawCaller

    init(_ caller: RawCaller) {
        self.caller = caller
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let bytes = Array(unwrapInboundIn(data).readableBytesView)
        caller.change { $0.received += bytes }
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if case .some(.inputClosed) = event as? ChannelEvent {
            caller.change { $0.ending = $0.ending ?? .finished }
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        caller.change { $0.ending = .reset }
    }

    func channelInactive(context: ChannelHandlerContext) {
        caller.change { $0.ending = $0.ending ?? .finished }
    }
}
