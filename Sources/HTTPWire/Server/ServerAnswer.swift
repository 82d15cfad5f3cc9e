package import HTTPMessages

/// What a server does about one request, step by step.
package struct ServerAnswer: Hashable, Sendable {
    package var steps: [AnswerStep]

    package init(steps: [AnswerStep]) {
        self.steps = steps
    }

    /// An ordinary answer.
    package init(_ response: HTTPResponse) {
        steps = [.response(response)]
    }

    /// The usual answer to what is no request: the status that fits, the reason as plain text.
    package static func refusal(of defect: RequestDefect) -> ServerAnswer {
        ServerAnswer(
            HTTPResponse(
                status: defect.kind.status, reason: defect.kind.reason,
                fields: [("Content-Type", "text/plain; charset=utf-8")],
                body: Array((defect.message + "\n").utf8)))
    }
}

/// One thing that a server does with a connection.
package enum AnswerStep: Hashable, Sendable {
    /// Sends an answer, framed by `Content-Length` unless its own fields frame it; the connection is kept
    /// when
    /// both sides want that.
    case response(HTTPResponse)
    /// Sends exactly these bytes.
    case bytes([UInt8])
    /// Does nothing for that long; what was sent before is on its way.
    case wait(Duration)
    /// Ends the connection with RST, once what was sent before has left.
    case reset
    /// Ends the connection with FIN, once what was sent before has left.
    case close
    /// Ends the sending direction only, and goes on with the next step.
    case halfClose
    /// Goes on with the steps of an answer that is given later; requests behind it wait.
    case later(DeferredAnswer)
    /// Does nothing more, until the peer goes away, the server closes or the limit for this is over.
    case hang
}
