public import AWSWire

/// What a client calls, as whom, and with how much patience.
public struct ClientConfiguration: Sendable {
    /// The region that requests are signed for, for example `us-east-1`.
    public let region: String
    public let credentials: Credentials
    /// The moment that signatures carry: seconds since 1970, UTC. The service refuses one that is minutes
    /// off.
    public let now: @Sendable () -> Double
    /// How long one attempt may take, from looking up the name to the last byte of the answer.
    public var timeout: Duration
    /// Whether a call that failed is made again; `.none` unless asked for.
    public var retry: RetryPolicy
    /// Whose certificates are believed.
    public var trust: CertificateTrust
    public var proxies: ProxySettings

    let endpoint: Endpoint

    /// Checks the settings.
    ///
    /// - Parameters:
    ///   - endpoint: the address of the service, for example `http://127.0.0.1:4010`; a path is kept. Nil
    /// takes the
    ///     region's own (https://docs.aws.amazon.com/general/latest/gr/ev.html).
    ///   - timeout: of one attempt.
    public init(
        endpoint: String?, region: String, credentials: Credentials, timeout: Duration = .seconds(30),
        now: @escaping @Sendable () -> Double
    ) throws(InvalidConfiguration) {
        let resolved: Endpoint
        do throws(EndpointError) {
            resolved = try Endpoint.resolve(
                region: region, usesFIPS: false, usesDualStack: false, custom: endpoint)
        } catch {
            throw InvalidConfiguration(message: error.message)
        }
        self.init(endpoint: resolved, region: region, credentials: credentials, timeout: timeout, now: now)
    }

    /// The settings for an endpoint that was resolved before.
    package init(
        endpoint: Endpoint, region: String, credentials: Credentials, timeout: Duration,
        now: @escaping @Sendable () -> Double
    ) {
        self.endpoint = endpoint
        self.region = region
        self.credentials = credentials
        self.timeout = timeout
        self.now = now
        retry = .none
        trust = .systemRoots
        proxies = .none
    }
}

/// A setting that no call could be made with.
public struct InvalidConfiguration: Error, Hashable, Sendable, CustomStringConvertible {
    /// One sentence: lower case, no full stop.
    public let message: String

    public var description: String { message }
}
