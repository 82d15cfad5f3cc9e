/// Where a server listens and what it bears.
package struct HTTPServerConfiguration: Sendable {
    /// A numeric address of this machine.
    package var host: String
    /// 0 for a free one.
    package var port: Int
    package var limits: HTTPServerLimits
    /// What the server shows of itself in the TLS handshake; nil for plain HTTP.
    package var identity: TLSIdentity?
    /// What goes wrong with connections from the start; `HTTPServer.set` changes it.
    package var faults: ConnectionFaults

    package init(
        host: String = "127.0.0.1", port: Int = 0, limits: HTTPServerLimits = .init(),
        identity: TLSIdentity? = nil, faults: ConnectionFaults = .none
    ) {
        self.host = host
        self.port = port
        self.limits = limits
        self.identity = identity
        self.faults = faults
    }
}

/// The bounds on what a server takes from its peers.
package struct HTTPServerLimits: Hashable, Sendable {
    /// Bytes of the request line and the fields; more is answered with 431.
    package var head: Int
    /// Bytes of a request's body; more is answered with 413.
    package var body: Int
    /// How long a connection may be silent between requests.
    package var idle: Duration
    /// How long a request may take from its first byte to its last; more is answered with 408.
    package var request: Duration
    /// How long the answer may be on its way, and how long a hang lasts at most.
    package var answer: Duration
    /// Connections at a time; further ones are closed at once.
    package var connections: Int

    package init(
        head: Int = 64 * 1024, body: Int = 8 * 1024 * 1024, idle: Duration = .seconds(60),
        request: Duration = .seconds(30), answer: Duration = .seconds(600), connections: Int = 4096
    ) {
        self.head = head
        self.body = body
        self.idle = idle
        self.request = request
        self.answer = answer
        self.connections = connections
    }
}
