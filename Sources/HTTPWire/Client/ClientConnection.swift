import HTTPMessages
import NIOCore
import NIOSSL
import NIOTLS

/// One connection of a client: carries one exchange after the other.
///
/// Used on its event loop only. While it is idle it stands in the pool and watches for the peer's end.
final class ClientConnection: ChannelInboundHandler, NIOScheduledCallbackHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private enum Phase {
        /// TCP stands, TLS not yet.
        case securing
        case ready
        case closed
    }

    private let origin: HTTPOrigin
    private let limits: HTTPClientLimits
    private let pool: ConnectionPool
    private let edge: SocketEdge
    /// Finds another connection for an exchange that this one cannot take any more.
    private let divert: @Sendable (PendingExchange) -> Void
    private var context: ChannelHandlerContext?
    private var phase: Phase

    private var exchange: PendingExchange?
    private var decoder: ResponseDecoder
    private var exchangeCount = 0
    private var wasSent = false
    private var isWriting = false
    private var trouble: Trouble?
    private var connected: NIODeadline?
    private var firstByte: NIODeadline?
    private var timer = LazyTimer()

    init(
        origin: HTTPOrigin, limits: HTTPClientLimits, pool: ConnectionPool, edge: SocketEdge, isSecured: Bool,
        divert: @escaping @Sendable (PendingExchange) -> Void
    ) {
        self.origin = origin
        self.limits = limits
        self.pool = pool
        self.edge = edge
        self.divert = divert
        phase = isSecured ? .ready : .securing
        decoder = ResponseDecoder(limits: limits, answersHead: false)
    }

    /// Carries an exchange: as the first of a new connection, or on one taken from the pool.
    func start(_ exchange: PendingExchange) {
        guard phase != .closed, let context, exchangeCount == 0 || isStillOpen(context) else {
            close()
            divert(exchange)
            return
        }
        guard exchange.isCarried(by: NIOLoopBound(self, eventLoop: context.eventLoop)) else {
            close()
            return
        }
        self.exchange = exchange
        exchangeCount += 1
        decoder = ResponseDecoder(limits: limits, answersHead: exchange.answersHead)
        wasSent = false
        trouble = nil
        firstByte = nil
        timer.set(exchange.deadline, on: context.eventLoop, handler: self)
        if phase == .ready { send(exchange, context) }
    }

    /// Ends the connection if it still carries this exchange.
    func abandon(_ exchange: PendingExchange) {
        guard self.exchange === exchange else { return }
        self.exchange = nil
        close()
    }

    /// Ends the connection.
    func close() {
        edge.close()
    }

    // MARK: events of the channel

    func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        self.context = nil
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if phase == .securing, case .some(.handshakeCompleted) = event as? TLSUserEvent {
            phase = .ready
            if let exchange { send(exchange, context) }
        }
        context.fireUserInboundEventTriggered(event)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard exchange != nil else {
            // Nothing was asked: whatever this is, the connection cannot be used again.
            close()
            return
        }
        if firstByte == nil { firstByte = .now() }
        var incoming = unwrapInboundIn(data)
        do throws(MessageDefect) {
            if let answer = try decoder.read(&incoming) { finish(answer, context) }
        } catch {
            switch error {
            case .malformed(let message): fail(Trouble(.malformedHTTP, message))
            case .headTooLarge(let message), .bodyTooLarge(let message): fail(Trouble(.tooLarge, message))
            }
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        if trouble == nil {
            trouble = Trouble(breaking: error, isSecured: phase == .ready)
            if case NIOSSLError.handshakeFailed(let inner) = error, trouble?.kind == .tls {
                let certificate = try? context.pipeline.syncOperations.nioSSL_peerCertificate()
                trouble = Trouble(.tls, TLSReason(inner, certificate: certificate).text)
            }
        }
        if trouble != nil { close() }
    }

    func channelInactive(context: ChannelHandlerContext) {
        let wasSecuring = phase == .securing
        phase = .closed
        timer.cancel()
        pool.remove(ObjectIdentifier(self), from: origin)
        if let trouble {
            fail(trouble)
        } else if isWriting {
            fail(Trouble(.reset, "the connection was reset while the request was being sent"))
        } else if let answer = decoder.readEnd() {
            finish(answer, context)
        } else if wasSecuring {
            fail(Trouble(.closedEarly, "the peer ended the connection during the TLS handshake"))
        } else {
            fail(Trouble(.closedEarly, "the peer ended the connection \(decoder.progress)"))
        }
        context.fireChannelInactive()
    }

    func handleScheduledCallback(eventLoop: some EventLoop) {
        guard phase != .closed, timer.isOver(on: eventLoop, handler: self) else { return }
        if let exchange {
            let place = phase == .securing ? "during the TLS handshake" : decoder.progress
            fail(Trouble(.timeout, "the deadline of \(exchange.timeout) passed \(place)"))
        } else if pool.remove(ObjectIdentifier(self), from: origin) {
            close()
        }
    }

    // MARK: the exchange

    private func send(_ exchange: PendingExchange, _ context: ChannelHandlerContext) {
        if exchangeCount == 1 { connected = .now() }
        wasSent = true
        isWriting = true
        let written = context.writeAndFlush(wrapOutboundOut(exchange.bytes))
        written.assumeIsolated().whenComplete { [self] result in
            // A failed write ends the channel, and then it must be known that this was not the peer's end.
            if case .success = result { isWriting = false }
        }
    }

    private func finish(_ answer: ResponseDecoder.Answer, _ context: ChannelHandlerContext) {
        guard let exchange else { return }
        let now = NIODeadline.now()
        let isReused = exchangeCount > 1
        let timing = ExchangeTiming(
            connect: isReused ? .zero : (connected ?? now).duration(since: exchange.start),
            firstByte: (firstByte ?? now).duration(since: exchange.start),
            total: now.duration(since: exchange.start))
        let result = HTTPExchange(
            response: answer.response, rawHead: answer.rawHead, rawBody: answer.rawBody,
            informational: decoder.informational, surplus: answer.surplus, timing: timing,
            isReusedConnection: isReused)
        self.exchange = nil
        decoder = ResponseDecoder(limits: limits, answersHead: false)
        if answer.keepsAlive && !isWriting && phase == .ready {
            timer.set(now + TimeAmount(limits.idle), on: context.eventLoop, handler: self)
            let bound = NIOLoopBound(self, eventLoop: context.eventLoop)
            if !pool.add(bound, ObjectIdentifier(self), to: origin) { close() }
        } else {
            close()
        }
        exchange.finish(.success(result))
    }

    /// Ends the connection and the exchange that it carries, if any.
    private func fail(_ trouble: Trouble) {
        guard let exchange else { return }
        let failure = TransportFailure(
            kind: trouble.kind, message: trouble.message, received: Array(decoder.received.readableBytesView),
            elapsed: NIODeadline.now().duration(since: exchange.start), wasSent: wasSent,
            isReusedConnection: exchangeCount > 1)
        self.exchange = nil
        close()
        exchange.finish(.failure(failure))
    }

    /// Asks the system whether the peer has ended the connection while nobody was looking.
    private func isStillOpen(_ context: ChannelHandlerContext) -> Bool {
        guard context.channel.isActive else { return false }
        #if os(Linux)
            // The state is the first byte of the system's answer; 1 is ESTABLISHED.
            let option = ChannelOptions.Types.SocketOption(level: .tcp, name: .tcp_info)
            let state = try? context.channel.syncOptions?.getOption(option)
            return state.map { $0.littleEndian & 0xff == 1 } ?? true
        #else
            return true
        #endif
    }
}
