package import HTTPMessages

/// A request's whole answer, with the bytes that it came in.
package struct HTTPExchange: Sendable {
    /// The final answer, its body without transfer coding; nothing is decompressed.
    package let response: HTTPResponse
    /// The bytes of its status line and fields, blank line included.
    package let rawHead: [UInt8]
    /// The bytes of its body as they came, chunk frames included.
    package let rawBody: [UInt8]
    /// The answers of the 1xx kind that came before.
    package let informational: [HTTPResponse]
    /// What came after the answer's end without being asked for; the connection is not used again then.
    package let surplus: [UInt8]
    package let timing: ExchangeTiming
    /// Whether the connection had carried another exchange before.
    package let isReusedConnection: Bool

    /// Everything that came back, in order: the 1xx answers are left out.
    package var rawAnswer: [UInt8] { rawHead + rawBody }
}

/// How long the parts of an exchange took.
package struct ExchangeTiming: Hashable, Sendable {
    /// From the start to a connection that stood, TLS handshake included; zero for a reused one.
    package let connect: Duration
    /// From the start to the first byte of the answer.
    package let firstByte: Duration
    /// From the start to the last byte of the answer.
    package let total: Duration
}
