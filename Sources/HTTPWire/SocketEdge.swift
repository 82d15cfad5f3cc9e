import NIOCore

#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// The handler next to the socket: closes it without the farewell of the TLS layer above.
///
/// Handlers are used on their event loop only.
final class SocketEdge: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    private var context: ChannelHandlerContext?

    func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        self.context = nil
    }

    /// Closes the socket at once.
    func close() {
        context?.close(promise: nil)
    }

    /// Ends the sending direction with FIN.
    func finish() {
        context?.close(mode: .output, promise: nil)
    }

    /// Ends the connection with RST: what has not left yet is lost.
    func reset() {
        guard let context else { return }
        Self.prepareReset(of: context.channel)
        context.close(promise: nil)
    }

    /// Makes RST of the close that follows; called on the channel's event loop.
    static func prepareReset(of channel: any Channel) {
        // With linger on and a time of zero the system answers close with RST. On the loop it is set at once.
        (channel as? any SocketOptionProvider)?.setSoLinger(linger(l_onoff: 1, l_linger: 0))
            .whenFailure { _ in }
    }
}
