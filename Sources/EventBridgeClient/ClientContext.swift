public import AWSWire
package import HTTPWire

/// What calls are made with: the settings, and the connections that calls share.
///
/// It is lent by `withClient`, and good for any number of calls at the same time.
public struct ClientContext: Sendable {
    /// The region that requests are signed for.
    public var region: String
    public var credentials: Credentials
    /// How long one attempt may take in all.
    public var timeout: Duration
    public var retry: RetryPolicy

    let now: @Sendable () -> Double
    private(set) var connections: Connections
    private(set) var endpoint: Endpoint
    private(set) var origin: HTTPOrigin

    /// What all calls share, whatever they call.
    package struct Connections: Sendable {
        let client: HTTPClient
        let keys = SigningKeyCache()
        fileprivate(set) var quota = RetryQuota()

        package init(client: HTTPClient) {
            self.client = client
        }
    }

    package init(_ configuration: ClientConfiguration, connections: Connections) {
        region = configuration.region
        credentials = configuration.credentials
        timeout = configuration.timeout
        retry = configuration.retry
        now = configuration.now
        endpoint = configuration.endpoint
        origin = configuration.endpoint.origin
        self.connections = connections
    }

    /// Pays for further attempts from a quota of its own, as a client does that was made for one call.
    package mutating func takeOwnQuota() {
        connections.quota = RetryQuota()
    }

    /// Turns to another endpoint, with the same connections.
    package mutating func turn(to endpoint: Endpoint) {
        self.endpoint = endpoint
        origin = endpoint.origin
    }
}

/// Makes what calls are made with, lends it to the body, and closes the connections.
///
/// ```swift
/// let answer = try await withClient(configuration) { context in
///     await CreatePartnerEventSource.request(
///         context, .init(name: "aws.partner/example.com/orders", account: "123456789012"))
/// }
/// ```
public func withClient<R>(
    _ configuration: ClientConfiguration, _ body: (ClientContext) async throws -> R
) async rethrows -> R {
    try await withSocketThreads(count: 1) { threads in
        let wire = HTTPClientConfiguration(
            trust: configuration.trust.wire, proxies: configuration.proxies.rules)
        return try await withHTTPClient(wire, threads: threads) { client in
            try await body(ClientContext(configuration, connections: .init(client: client)))
        }
    }
}

extension Endpoint {
    /// Where connections go.
    fileprivate var origin: HTTPOrigin {
        let bare = host.hasPrefix("[") ? String(host.dropFirst().dropLast()) : host
        return HTTPOrigin(
            scheme: scheme == .https ? .https : .http, host: bare.lowercased(), port: connectionPort)
    }
}
