import HTTPWire
import NIOCore
import NIOPosix
import Synchronization

/// What a scripted peer does on one connection, in order; afterwards it holds the connection open.
enum RawStep: Sendable {
    /// Waits until that many bytes have come in all.
    case read(Int)
    /// Waits until the blank line after a head has come, for the n-th time on this connection.
    case readHead(Int)
    case send(String)
    case sendBytes([UInt8])
    /// Ends the sending direction.
    case finish
    case close
    case reset
}

/// A TCP server that knows no HTTP: it does what its script says, and keeps what it got.
final class RawPeer: Sendable {
    let port: Int
    let received = Mutex<[[UInt8]]>([])
    private let listener: any Channel

    private init(port: Int, listener: any Channel) {
        self.port = port
        self.listener = listener
    }

    var origin: HTTPOrigin { HTTPOrigin(scheme: .http, host: "127.0.0.1", port: port) }

    /// What came on the n-th connection, as text.
    func text(_ connection: Int = 0) -> String {
        received.withLock {
            $0.indices.contains(connection) ? String(decoding: $0[connection], as: UTF8.self) : ""
        }
    }

    var connectionCount: Int { received.withLock { $0.count } }

    /// Opens a peer for the body: each script serves one connection, the last one all further ones.
    static func run<R>(
        _ scripts: [RawStep]..., body: (RawPeer) async throws -> R
    ) async throws -> R {
        let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        let box = Mutex<RawPeer?>(nil)
        let listener = try await ServerBootstrap(group: group)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelOption(.allowRemoteHalfClosure, value: true)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    let peer = box.withLock { $0 }
                    let number =
                        peer?.received.withLock { received in
                            received.append([])
                            return received.count - 1
                        } ?? 0
                    let script = scripts[min(number, scripts.count - 1)]
                    try channel.pipeline.syncOperations.addHandler(
                        RawPeerConnection(script) { bytes in
                            peer?.received.withLock { $0[number] += bytes }
                        })
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        let peer = RawPeer(port: listener.localAddress?.port ?? 0, listener: listener)
        box.withLock { $0 = peer }
        let result: Result<R, any Error>
        do {
            result = .success(try await body(peer))
        } catch {
            result = .failure(error)
        }
        try await group.shutdownGracefully()
        return try result.get()
    }
}

private final class RawPeerConnection: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    private var steps: ArraySlice<RawStep>
    private var bytes: [UInt8] = []
    private let keep: ([UInt8]) -> Void

    init(_ steps: [RawStep], keep: @escaping ([UInt8]) -> Void) {
        self.steps = steps[...]
        self.keep = keep
    }

    func channelActive(context: ChannelHandlerContext) {
        carryOut(context)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let buffer = unwrapInboundIn(data)
        bytes += Array(buffer.readableBytesView)
        keep(Array(buffer.readableBytesView))
        carryOut(context)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {}

    private func carryOut(_ context: ChannelHandlerContext) {
        while let step = steps.first {
            switch step {
            case .read(let count):
                if bytes.count < count { return }
            case .readHead(let wanted):
                let heads = String(decoding: bytes, as: UTF8.self).split(
                    separator: "\r\n\r\n", omittingEmptySubsequences: false)
                if heads.count <= wanted { return }
            case .send(let text):
                context.writeAndFlush(NIOAny(ByteBuffer(string: text)), promise: nil)
            case .sendBytes(let bytes):
                context.writeAndFlush(NIOAny(ByteBuffer(bytes: bytes)), promise: nil)
            case .finish:
                context.close(mode: .output, promise: nil)
            case .close:
                context.close(promise: nil)
            case .reset:
                (context.channel as? any SocketOptionProvider)?.setSoLinger(linger(l_onoff: 1, l_linger: 0))
                    .whenFailure { _ in }
                context.close(promise: nil)
            }
            steps = steps.dropFirst()
        }
    }
}
