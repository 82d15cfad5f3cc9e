import HTTPMessages
import HTTPWire

/// A request as the service gets it.
struct Arrival {
    let request: HTTPRequest
    let rawHead: [UInt8]
    let connection: Int
    /// Why this is no request; nil for a whole one.
    let defect: RequestDefect?

    init(request: HTTPRequest, rawHead: [UInt8] = [], connection: Int = 1, defect: RequestDefect? = nil) {
        self.request = request
        self.rawHead = rawHead
        self.connection = connection
        self.defect = defect
    }

    init(_ received: ReceivedRequest) {
        self.init(
            request: received.request, rawHead: received.rawHead, connection: received.connection,
            defect: received.defect)
    }
}
