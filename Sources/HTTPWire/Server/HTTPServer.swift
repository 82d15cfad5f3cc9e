import NIOCore

/// A listener for HTTP/1.1 that answers each request by what a synchronous function says.
///
/// The function is called on the event loop of the connection: it must not block, and takes microseconds.
package final class HTTPServer: Sendable {
    /// The port it listens on.
    package let port: Int
    /// Where clients reach it.
    package let origin: HTTPOrigin

    private let listener: Listener
    private let setUp: ConnectionSetUp

    private init(origin: HTTPOrigin, listener: Listener, setUp: ConnectionSetUp) {
        port = listener.port
        self.origin = origin
        self.listener = listener
        self.setUp = setUp
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
            let setUp = ConnectionSetUp(configuration, threads: threads, handler: handler)
            if let identity = configuration.identity { try setUp.prepare(identity) }
            let listener = try await Listener.open(
                host: configuration.host, port: configuration.port, threads: threads, setUp: setUp)
            let origin = HTTPOrigin(
                scheme: configuration.identity == nil ? .http : .https, host: configuration.host,
                port: listener.port)
            return HTTPServer(origin: origin, listener: listener, setUp: setUp)
        } catch {
            throw ListenFailure(
                message: "cannot listen on \(configuration.host):\(configuration.port): \(reason(of: error))")
        }
    }

    /// Stops listening and cuts every connection; waits for both no longer than the bound.
    package func close(within bound: Duration) async {
        let (done, alarm) = listener.bounded(by: bound)
        listener.close().whenComplete { [setUp] _ in
            setUp.connections.closeAll { done.succeed() }
        }
        try? await done.futureResult.get()
        alarm.cancel()
    }

    /// Stops listening, lets what is being answered be answered, and then closes.
    ///
    /// - Parameter bound: how long answers may take; connections that are still busy then are cut.
    package func drain(within bound: Duration) async {
        let (done, alarm) = listener.bounded(by: bound)
        listener.close().whenComplete { [setUp] _ in
            setUp.connections.drainAll { done.succeed() }
        }
        try? await done.futureResult.get()
        alarm.cancel()
        await close(within: .seconds(2))
    }

    /// How many connections are open.
    package var connectionCount: Int { setUp.connections.count }

    // MARK: what goes wrong on purpose

    /// Has these faults befall every connection that is made from now on.
    package func set(_ faults: ConnectionFaults) {
        setUp.set { faults }
    }

    /// Asks a function what befalls each connection that is made from now on.
    ///
    /// - Parameter faults: called where connections are accepted, one at a time or several: it must not block.
    package func set(asking faults: @escaping @Sendable () -> ConnectionFaults) {
        setUp.set(faults)
    }

    /// Refuses connections for a while: nothing listens at the port, and then something does again.
    ///
    /// Returns when nothing listens. Connections that stand are left alone; `cutConnections` ends them. Asked again
    /// meanwhile, the new end holds.
    package func refuse(for time: Duration) async {
        await listener.refuse(for: time)
    }

    /// The same without waiting until nothing listens.
    package func beginRefusing(for time: Duration) {
        listener.beginRefusing(for: time)
    }

    /// Ends every connection that stands, whatever it is doing.
    package func cutConnections() {
        setUp.connections.cutAll()
    }
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
