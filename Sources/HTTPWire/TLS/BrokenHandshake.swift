import NIOCore

/// Stands in the place of TLS and never answers the client's first message: it resets, or it hangs.
///
/// Used on its event loop only.
final class BrokenHandshake: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    private let edge: SocketEdge
    /// How long it hangs; nil where it resets.
    private let bound: Duration?
    private var alarm: Scheduled<Void>?

    init(edge: SocketEdge, hangsFor bound: Duration?) {
        self.edge = edge
        self.bound = bound
    }

    func handlerAdded(context: ChannelHandlerContext) {
        guard let bound else { return }
        alarm = context.eventLoop.assumeIsolated().scheduleTask(in: TimeAmount(bound)) { [edge] in
            edge.close()
        }
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        if bound == nil { edge.reset() }
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if case .some(.inputClosed) = event as? ChannelEvent { edge.close() }
    }

    func channelInactive(context: ChannelHandlerContext) {
        alarm?.cancel()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        edge.close()
    }
}
