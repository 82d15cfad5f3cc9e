import NIOCore
import NIOPosix
import NIOSSL

extension HTTPClient {
    /// Makes a connection for an exchange, through a proxy where the rules say so, and starts it there.
    func connect(for pending: PendingExchange) {
        let remaining = pending.deadline - .now()
        guard remaining > .zero else {
            pending.finish(
                .failure(pending.failure(Trouble(.timeout, "the deadline passed before connecting"))))
            return
        }
        if pending.origin.scheme == .https {
            do throws(TLSTrustFailure) {
                _ = try trust.context()
            } catch {
                pending.finish(.failure(pending.failure(Trouble(.tls, error.message))))
                return
            }
        }
        let proxy = configuration.proxies.proxy(for: pending.origin)
        let peer = proxy?.origin ?? pending.origin
        let loop = threads.next()
        let alarm = loop.scheduleTask(deadline: pending.deadline) {
            pending.finish(
                .failure(
                    pending.failure(
                        Trouble(
                            .timeout, "the deadline of \(pending.timeout) passed while connecting to \(peer)")
                    )))
        }
        let tunnel = pending.origin.scheme == .https ? proxy : nil
        let bootstrap = ClientBootstrap(group: loop)
            .connectTimeout(remaining)
            .channelOption(.tcpOption(.tcp_nodelay), value: 1)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try self.addHandlers(for: pending, tunnel: tunnel, to: channel)
                }
            }
        // A numeric address needs no look-up, which would cost a thread's turn.
        let address = try? SocketAddress(ipAddress: peer.host, port: peer.port)
        let connecting =
            address.map { bootstrap.connect(to: $0) } ?? bootstrap.connect(host: peer.host, port: peer.port)
        connecting.whenComplete { result in
            alarm.cancel()
            if case .failure(let error) = result {
                pending.finish(.failure(pending.failure(self.trouble(error, peer))))
            }
        }
    }

    private func addHandlers(for pending: PendingExchange, tunnel: Proxy?, to channel: any Channel) throws {
        let pipeline = channel.pipeline.syncOperations
        let edge = SocketEdge()
        let isSecured = pending.origin.scheme == .http
        let connection = ClientConnection(
            origin: pending.origin, limits: configuration.limits, pool: pool, edge: edge,
            isSecured: isSecured,
            divert: { self.dispatch($0) })
        try pipeline.addHandler(edge)
        if let tunnel {
            try pipeline.addHandler(
                ProxyTunnel(
                    to: pending.origin, through: tunnel, pending: pending, limits: configuration.limits,
                    edge: edge,
                    secure: { try self.tlsHandler(for: pending.origin) }))
        } else if !isSecured {
            try pipeline.addHandler(tlsHandler(for: pending.origin))
        }
        try pipeline.addHandler(connection)
        try pipeline.addHandler(ConnectionStart(connection, pending))
    }

    private func tlsHandler(for origin: HTTPOrigin) throws -> NIOSSLClientHandler {
        let context = try trust.context()
        // A numeric host is no server name: the certificate is then checked against the peer's address.
        let isNumeric = (try? SocketAddress(ipAddress: origin.host, port: origin.port)) != nil
        return try NIOSSLClientHandler(context: context, serverHostname: isNumeric ? nil : origin.host)
    }

    private func trouble(_ error: any Error, _ peer: HTTPOrigin) -> Trouble {
        switch error {
        case is NIOSSLError, is NIOSSLExtraError, is BoringSSLError: Trouble(.tls, reason(of: error))
        default: Trouble(connecting: error, to: peer.authority)
        }
    }
}

/// Starts the first exchange of a connection when it stands.
private final class ConnectionStart: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = ByteBuffer

    private let connection: ClientConnection
    private let pending: PendingExchange

    init(_ connection: ClientConnection, _ pending: PendingExchange) {
        self.connection = connection
        self.pending = pending
    }

    func channelActive(context: ChannelHandlerContext) {
        connection.start(pending)
        context.fireChannelActive()
        context.pipeline.syncOperations.removeHandler(self, promise: nil)
    }
}
