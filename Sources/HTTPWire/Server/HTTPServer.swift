import NIOCore
import NIOPosix
import NIOSSL
import Synchronization

/// A listener for HTTP/1.1 that answers each request by what a synchronous function says.
///
/// The function is called on the event loop of the connection: it must not block, and takes microseconds.
package final class HTTPServer: Sendable {
    /// The port it listens on.
    package let port: Int
    /// Where clients reach it.
    package let origin: HTTPOrigin

    private let listener: any Channel
    private let connections: ServerConnections

    private init(port: Int, origin: HTTPOrigin, listener: any Channel, connections: ServerConnections) {
        self.port = port
        self.origin = origin
        self.listener = listener
        self.connections = connections
    }

    /// Opens a listener; close it with `close(within:)`.
    ///
    /// - Parameter handler: says what to do about a request; also asked about what is no request
    ///   (`defect`), where
    ///   `ServerAnswer.refusal(of:)` is the usual answer and the connection ends after any.
    package static func open(
        _ configuration: HTTPServerConfiguration, threads: SocketThreads,
        handler: @escaping @Sendable (ReceivedRequest) -> ServerAnswer
    ) async throws(ListenFailure) -> HTTPServer {
        do {
            let tls = try configuration.identity.map { try $0.context() }
            let connections = ServerConnections(limit: configuration.limits.connections)
            let bootstrap = ServerBootstrap(group: threads.next(), childGroup: threads.all)
                .serverChannelOption(.backlog, value: 1024)
                .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
                .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
                .childChannelOption(.allowRemoteHalfClosure, value: true)
                .childChannelInitializer { channel in
                    channel.eventLoop.makeCompletedFuture {
                        guard let number = connections.admit() else {
                            throw ChannelError.operationUnsupported
                        }
                        channel.closeFuture.whenComplete { _ in connections.remove(number) }
                        let edge = SocketEdge()
                        let pipeline = channel.pipeline.syncOperations
                        try pipeline.addHandler(edge)
                        if let tls { try pipeline.addHandler(NIOSSLServerHandler(context: tls)) }
                        let connection = ServerConnection(
                            configuration: configuration, number: number, edge: edge,
                            batch: threads.flushBatch(on: channel.eventLoop), handler: handler)
                        guard connections.add(number, NIOLoopBound(connection, eventLoop: channel.eventLoop))
                        else { throw ChannelError.operationUnsupported }
                        try pipeline.addHandler(connection)
                    }
                }
            let listener = try await bootstrap.bind(host: configuration.host, port: configuration.port).get()
            let port = listener.localAddress?.port ?? configuration.port
            let origin = HTTPOrigin(
                scheme: tls == nil ? .http : .https, host: configuration.host, port: port)
            return HTTPServer(port: port, origin: origin, listener: listener, connections: connections)
        } catch {
            throw ListenFailure(
                message: "cannot listen on \(configuration.host):\(configuration.port): \(reason(of: error))")
        }
    }

    /// Stops listening and cuts every connection; waits for both no longer than the bound.
    package func close(within bound: Duration) async {
        let loop = listener.eventLoop
        let done = loop.makePromise(of: Void.self)
        let alarm = loop.scheduleTask(in: TimeAmount(bound)) { done.succeed() }
        listener.close(promise: nil)
        listener.closeFuture.whenComplete { [connections] _ in
            connections.closeAll { done.succeed() }
        }
        try? await done.futureResult.get()
        alarm.cancel()
    }

    /// How many connections are open.
    package var connectionCount: Int { connections.count }
}

/// The world did not let us listen.
package struct ListenFailure: Error, Hashable, Sendable, CustomStringConvertible {
    /// A sentence for people, lower case, without a full stop.
    package let message: String

    package var description: String { message }
}

/// Opens a server, lends it to the body, and closes it.
package func withHTTPServer<R>(
    _ configuration: HTTPServerConfiguration, threads: SocketThreads,
    handler: @escaping @Sendable (ReceivedRequest) -> ServerAnswer,
    _ body: (HTTPServer) async throws -> R
) async throws -> R {
    let server = try await HTTPServer.open(configuration, threads: threads, handler: handler)
    do {
        let result = try await body(server)
        await server.close(within: .seconds(2))
        return result
    } catch {
        await server.close(within: .seconds(2))
        throw error
    }
}
