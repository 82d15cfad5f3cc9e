package import AWSWire
package import HTTPMessages
package import HTTPWire

/// One attempt as it went over the wire.
package struct RawOutcome: Sendable {
    /// The request as sent, host, signature and length included.
    package let sent: HTTPRequest
    package let result: Result<HTTPExchange, TransportFailure>

    /// The bytes of the request as sent.
    package var sentBytes: [UInt8] { sent.wireBytes }

    /// The bytes that came back, as far as they did; without 1xx answers where a whole one came.
    package var receivedBytes: [UInt8] {
        switch result {
        case .success(let exchange): exchange.rawAnswer
        case .failure(let failure): failure.received
        }
    }

    /// The answer, if a whole one came.
    package var answer: HTTPExchange? {
        guard case .success(let exchange) = result else { return nil }
        return exchange
    }
}

/// What the attempts of one call came to.
package struct RepeatedOutcome: Sendable {
    package let last: RawOutcome
    /// What the last answer says; nil when no whole one came.
    package let reading: CallResult?
    /// How many attempts there were.
    package let attempts: Int
}
