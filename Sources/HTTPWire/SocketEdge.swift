import NIOCore

#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// The event that asks a connection to end as soon as nothing is left to be answered.
struct WishToEnd {}

/// The handler next to the socket: closes it without the farewell of the TLS layer above.
///
/// Where there is no such layer it need not stand in the pipeline, which spares every message a step. Used on its
/// event loop only.
final class SocketEdge: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    private var context: ChannelHandlerContext?
    private let channel: (any Channel)?

    /// The edge that is put into a pipeline.
    init() {
        channel = nil
    }

    /// The edge of a channel that says no farewell.
    init(of channel: any Channel) {
        self.channel = channel
    }

    func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        self.context = nil
    }

    /// Closes the socket at once.
    func close() {
        close(.all)
    }

    /// Asks the connection to end when the answer that it is giving is done.
    func askToEnd() {
        if let channel {
            channel.pipeline.fireUserInboundEventTriggered(WishToEnd())
        } else {
            context?.fireUserInboundEventTriggered(WishToEnd())
        }
    }

    /// Ends the sending direction with FIN.
    func finish() {
        close(.output)
    }

    /// Ends the connection with RST: what has not left yet is lost.
    func reset() {
        if let channel = channel ?? context?.channel { Self.prepareReset(of: channel) }
        close(.all)
    }

    private func close(_ mode: CloseMode) {
        if let channel {
            channel.close(mode: mode, promise: nil)
        } else {
            context?.close(mode: mode, promise: nil)
        }
    }

    /// Makes RST of the close that follows; called on the channel's event loop.
    static func prepareReset(of channel: any Channel) {
        // With linger on and a time of zero the system answers close with RST. On the loop it is set at once.
        (channel as? any SocketOptionProvider)?.setSoLinger(linger(l_onoff: 1, l_linger: 0))
            .whenFailure { _ in }
    }
}
