package import HTTPMessages
import NIOCore

/// A client for HTTP/1.1 that sends exactly what it is told and tells exactly what came back.
///
/// It never repeats, redirects or decompresses; connections are kept alive and used again by origin.
package final class HTTPClient: Sendable {
    let configuration: HTTPClientConfiguration
    let threads: SocketThreads
    let pool: ConnectionPool
    let trust: TrustStore

    /// Makes a client; close it with `close()`.
    package init(_ configuration: HTTPClientConfiguration, threads: SocketThreads) {
        self.configuration = configuration
        self.threads = threads
        pool = ConnectionPool(limit: configuration.limits.idleConnections)
        trust = TrustStore(configuration.trust)
    }

    /// Sends a request and waits for the answer, no longer than the timeout for everything together.
    ///
    /// Cancelling the task ends the exchange at once.
    ///
    /// - Parameter framing: whether `Host` and `Content-Length` are added where they are missing.
    package func send(
        _ request: HTTPRequest, to origin: HTTPOrigin, timeout: Duration, framing: HTTPFraming
    ) async -> Result<HTTPExchange, TransportFailure> {
        let start = NIODeadline.now()
        let proxy = origin.scheme == .http ? configuration.proxies.proxy(for: origin) : nil
        var added = HTTPFields()
        if framing == .automatic {
            if !request.fields.contains(named: "Host") { added.append("Host", origin.hostField) }
            if !request.fields.contains(named: "Content-Length"),
                !request.fields.contains(named: "Transfer-Encoding"),
                !request.body.isEmpty || request.method == "POST" || request.method == "PUT"
            {
                added.append("Content-Length", String(request.body.count))
            }
        }
        var target = request.target
        if let proxy {
            if target.hasPrefix("/") { target = "\(origin)\(target)" }
            if let authorization = proxy.authorization { added.append("Proxy-Authorization", authorization) }
        }
        var bytes = ByteBuffer()
        bytes.reserveCapacity(1024 + request.body.count)
        bytes.write(request, target: target, adding: added)
        return await exchange(
            PendingExchange(
                origin: origin, bytes: bytes, answersHead: request.method == "HEAD", start: start,
                timeout: timeout))
    }

    /// Sends these bytes as a request, whatever they are, and waits for the answer.
    ///
    /// - Parameter answersHead: whether the answer has no body whatever its fields say.
    package func send(
        bytes: [UInt8], to origin: HTTPOrigin, timeout: Duration, answersHead: Bool
    ) async -> Result<HTTPExchange, TransportFailure> {
        await exchange(
            PendingExchange(
                origin: origin, bytes: ByteBuffer(bytes: bytes), answersHead: answersHead, start: .now(),
                timeout: timeout))
    }

    /// Closes the idle connections; those that still carry an exchange end after it.
    package func close() {
        pool.close()
    }

    private func exchange(_ pending: PendingExchange) async -> Result<HTTPExchange, TransportFailure> {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                if pending.begin(continuation) {
                    dispatch(pending)
                } else {
                    continuation.resume(returning: .failure(pending.cancellation))
                }
            }
        } onCancel: {
            pending.cancel()
        }
    }

    /// Gives the exchange to an idle connection, or makes one for it.
    func dispatch(_ pending: PendingExchange) {
        if let idle = pool.take(pending.origin) {
            idle.execute { $0.start(pending) }
        } else {
            connect(for: pending)
        }
    }
}

/// Makes a client, lends it to the body, and closes it.
package func withHTTPClient<R>(
    _ configuration: HTTPClientConfiguration, threads: SocketThreads, _ body: (HTTPClient) async throws -> R
) async rethrows -> R {
    let client = HTTPClient(configuration, threads: threads)
    defer { client.close() }
    return try await body(client)
}
