package import HTTPMessages
package import HTTPWire

/// A request as the service gets it.
package struct Arrival: Sendable {
    package let request: HTTPRequest
    package let rawHead: [UInt8]
    package let connection: Int
    /// Why this is no request; nil for a whole one.
    package let defect: RequestDefect?

    package init(
        request: HTTPRequest, rawHead: [UInt8] = [], connection: Int = 1, defect: RequestDefect? = nil
    ) {
        self.request = request
        self.rawHead = rawHead
        self.connection = connection
        self.defect = defect
    }

    package init(_ received: ReceivedRequest) {
        self.init(
            request: received.request, rawHead: received.rawHead, connection: received.connection,
            defect: received.defect)
    }
}
