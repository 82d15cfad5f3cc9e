package import HTTPMessages

/// A request as the server received it.
package struct ReceivedRequest: Sendable {
    /// The request; with a defect only what could be read before it, the rest empty.
    package let request: HTTPRequest
    /// The bytes of the request line and the fields, blank line included; with a defect whatever came.
    package let rawHead: [UInt8]
    /// The number of the connection at its server, from 1.
    package let connection: Int
    /// The number of the request on its connection, from 1.
    package let sequence: Int
    /// When the first byte of the request was read, in nanoseconds of the machine's monotonic clock.
    package let receivedAt: UInt64
    /// Why this is no request; nil for a whole one.
    package let defect: RequestDefect?
}
