/// What a client trusts, goes through and bears.
package struct HTTPClientConfiguration: Sendable {
    package var trust: TLSTrust
    package var proxies: ProxyRules
    package var limits: HTTPClientLimits

    package init(
        trust: TLSTrust = .systemRoots, proxies: ProxyRules = .none, limits: HTTPClientLimits = .init()
    ) {
        self.trust = trust
        self.proxies = proxies
        self.limits = limits
    }
}

/// The bounds on what a client takes from its peers, and on what it keeps.
package struct HTTPClientLimits: Hashable, Sendable {
    /// Bytes of the status line and the fields.
    package var head: Int
    /// Bytes of an answer's body; as JSON they can take fifty times the memory, for each call under way.
    package var body: Int
    /// How long a connection may have been idle and still be used again.
    package var idle: Duration
    /// Idle connections kept for one origin.
    package var idleConnections: Int

    package init(
        head: Int = 64 * 1024, body: Int = 4 * 1024 * 1024, idle: Duration = .seconds(4),
        idleConnections: Int = 256
    ) {
        self.head = head
        self.body = body
        self.idle = idle
        self.idleConnections = idleConnections
    }
}

/// Whether a client may add to the fields of a request.
package enum HTTPFraming: Hashable, Sendable {
    /// Adds `Host` and `Content-Length` where the request has neither of the name.
    case automatic
    /// Adds nothing: exactly the bytes of the request.
    case asGiven
}
