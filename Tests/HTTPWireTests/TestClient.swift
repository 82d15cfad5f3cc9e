import HTTPMessages
import HTTPWire

/// Lends a client on threads of its own to the body; without a say it keeps idle connections for long.
func withClient<R>(
    _ configuration: HTTPClientConfiguration = .init(limits: .init(idle: .seconds(600))),
    body: (HTTPClient) async throws -> R
) async rethrows -> R {
    try await withSocketThreads(count: 1) { threads in
        try await withHTTPClient(configuration, threads: threads, body)
    }
}

/// A plain POST with one field.
let post = HTTPRequest(method: "POST", target: "/", fields: [("X-One", "1")], body: Array("{}".utf8))

extension HTTPClient {
    /// Sends with the usual framing and five seconds.
    func send(
        _ request: HTTPRequest = post, to origin: HTTPOrigin, timeout: Duration = .seconds(5)
    ) async -> Result<HTTPExchange, TransportFailure> {
        await send(request, to: origin, timeout: timeout, framing: .automatic)
    }
}

extension Result where Success == HTTPExchange, Failure == TransportFailure {
    /// The failure, if it is one.
    var failure: TransportFailure? {
        guard case .failure(let failure) = self else { return nil }
        return failure
    }
}
