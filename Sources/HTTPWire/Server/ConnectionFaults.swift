/// What goes wrong with a connection before a request of it is read.
package struct ConnectionFaults: Hashable, Sendable {
    /// What goes wrong in the TLS handshake; of no effect without TLS.
    package enum Handshake: Hashable, Sendable {
        /// RST as soon as the client has begun it.
        case reset
        /// Nothing is ever answered, until the peer goes away or the server's limit for answers is over.
        case hang
        /// TLS 1.0 is the only version that is spoken.
        case oldVersion
        /// Clients must show a certificate that the server's own authority has signed.
        case clientCertificateRequired
        /// Another identity than the server's own is shown.
        case identity(TLSIdentity)
    }

    /// Whether a connection ends with RST as soon as it stands.
    package var isReset: Bool
    /// How long nothing is done with a connection that stands.
    package var delay: Duration
    /// How many connections there may be at once, this one included: one too many is closed at once. Nil for as
    /// many as the server's limits say.
    package var most: Int?
    package var handshake: Handshake?

    package init(
        isReset: Bool = false, delay: Duration = .zero, most: Int? = nil, handshake: Handshake? = nil
    ) {
        self.isReset = isReset
        self.delay = delay
        self.most = most
        self.handshake = handshake
    }

    /// Nothing goes wrong.
    package static let none = ConnectionFaults()
}
