package import HTTPMessages
package import HTTPWire

/// One attempt as it went over the wire.
package struct RawOutcome: Sendable {
    /// The request as sent, host, signature and length included.
    package let sent: HTTPRequest
    package let result: Result<HTTPExchange, TransportFailure>

    /// The answer, if a whole one came.
    package var answer: HTTPExchange? {
        guard case .success(let exchange) = result else { return nil }
        return exchange
    }
}
