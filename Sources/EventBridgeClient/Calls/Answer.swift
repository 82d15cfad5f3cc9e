import AWSWire
public import HTTPMessages
import HTTPWire

/// The result of a call, with what is known about the answer that it was read from.
public struct Answer<Output: Sendable, Failure: Error>: Sendable {
    public let result: Result<Output, Failure>
    /// Nil when no whole answer came.
    public let metadata: AnswerMetadata?
    /// How often the request was sent or tried to: 1 without a retry policy.
    public let attempts: Int
}

/// What is known about an answer apart from its meaning.
public struct AnswerMetadata: Hashable, Sendable {
    public let status: Int
    /// The id that the service gave the exchange (`x-amzn-RequestId`).
    public let requestID: String?
    public let fields: HTTPFields
    /// The bytes of the status line and the fields as they came, blank line included.
    public let rawHead: [UInt8]
    /// The body without transfer coding; nothing is decompressed.
    public let body: [UInt8]
    /// From the start of the last attempt to a connection that stood; zero for one used again.
    public let timeToConnect: Duration
    /// From the start of the last attempt to the first byte of its answer.
    public let timeToFirstByte: Duration
    /// From the start of the last attempt to the last byte of its answer.
    public let totalTime: Duration

    init(_ exchange: HTTPExchange) {
        status = exchange.response.status
        requestID = AWSJSON.requestID(of: exchange.response)
        fields = exchange.response.fields
        rawHead = exchange.rawHead
        body = exchange.response.body
        timeToConnect = exchange.timing.connect
        timeToFirstByte = exchange.timing.firstByte
        totalTime = exchange.timing.total
    }
}
