import HTTPMessages
import NIOCore
import NIOSSL

/// Asks a proxy for a connection to the origin (CONNECT), and then makes room for the TLS handshake.
final class ProxyTunnel: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let origin: HTTPOrigin
    private let proxy: Proxy
    private let pending: PendingExchange
    private let edge: SocketEdge
    private let secure: () throws -> NIOSSLClientHandler
    private var decoder: ResponseDecoder
    private var trouble: Trouble?

    init(
        to origin: HTTPOrigin, through proxy: Proxy, pending: PendingExchange, limits: HTTPClientLimits,
        edge: SocketEdge, secure: @escaping () throws -> NIOSSLClientHandler
    ) {
        self.origin = origin
        self.proxy = proxy
        self.pending = pending
        self.edge = edge
        self.secure = secure
        // Like the answer to HEAD, that to CONNECT has no body of its own when it is good.
        decoder = ResponseDecoder(limits: limits, answersHead: true)
    }

    func channelActive(context: ChannelHandlerContext) {
        var fields: HTTPFields = [("Host", origin.authority)]
        if let authorization = proxy.authorization { fields.append("Proxy-Authorization", authorization) }
        var bytes = ByteBuffer()
        bytes.write(
            HTTPRequest(method: "CONNECT", target: origin.authority, fields: fields),
            target: origin.authority,
            adding: [])
        context.writeAndFlush(wrapOutboundOut(bytes), promise: nil)
        context.fireChannelActive()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        var incoming = unwrapInboundIn(data)
        do throws(MessageDefect) {
            guard let answer = try decoder.read(&incoming) else { return }
            guard (200..<300).contains(answer.response.status) else {
                let status = "\(answer.response.status) \(answer.response.reason)"
                fail("the proxy \(proxy.origin.authority) answered \(status)")
                return
            }
            open(context)
        } catch {
            fail("the proxy \(proxy.origin.authority) did not answer in HTTP/1.1: \(error.message)")
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        fail("the proxy \(proxy.origin.authority) broke the connection: \(reason(of: error))")
    }

    func channelInactive(context: ChannelHandlerContext) {
        fail("the proxy \(proxy.origin.authority) ended the connection before it answered")
        context.fireChannelInactive()
    }

    private func open(_ context: ChannelHandlerContext) {
        do {
            let pipeline = context.pipeline.syncOperations
            try pipeline.addHandler(secure(), position: .after(self))
            pipeline.removeHandler(self, promise: nil)
        } catch {
            finish(Trouble(.tls, (error as? TLSTrustFailure)?.message ?? reason(of: error)))
        }
    }

    private func fail(_ message: String) {
        finish(Trouble(.connect, message))
    }

    private func finish(_ trouble: Trouble) {
        guard self.trouble == nil else { return }
        self.trouble = trouble
        let failure = pending.failure(trouble)
        pending.finish(
            .failure(
                TransportFailure(
                    kind: failure.kind, message: failure.message,
                    received: Array(decoder.received.readableBytesView), elapsed: failure.elapsed)))
        edge.close()
    }
}
