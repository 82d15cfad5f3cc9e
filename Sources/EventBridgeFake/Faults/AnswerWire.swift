import HTTPMessages
import HTTPWire

/// An answer on its way to the client, with everything that faults do to its bytes and its timing.
///
/// Faults change this description; `steps` then turns it into what the server does.
struct AnswerWire {
    /// How the length of the body is told.
    enum Framing: Hashable {
        case length
        /// These texts as Content-Length, one field each; none for no length at all.
        case lengths([String])
        /// These bytes as a chunked body.
        case chunked([UInt8])
    }

    /// How the connection ends after the answer.
    enum End: Hashable {
        case kept
        case closed
        case reset
        case hung
        case halfClosed
        /// Closed that much later, without saying so.
        case closedAfter(Duration)
    }

    var response: HTTPResponse
    /// Sent before the status line.
    var preamble: [UInt8] = []
    /// In place of the status line.
    var statusLine: String?
    /// Lines of the head after its fields, without their ends.
    var extraLines: [[UInt8]] = []
    var framing = Framing.length
    /// In place of everything; the rest of this description then only says when and how it ends.
    var replacement: [UInt8]?
    var end = End.kept
    /// Whether the answer says that the connection closes.
    var saysClose = false
    /// How many bytes of the whole are sent at all.
    var cut: Int?
    /// How many bytes of the body are sent at all.
    var bodyCut: Int?
    /// Before the first byte.
    var delay = Duration.zero
    /// Between the status line and the fields.
    var headersDelay = Duration.zero
    /// Between the head and the body.
    var bodyDelay = Duration.zero
    /// The bytes a piece has, and the pause after each; nil for all at once.
    var pieces: (@Sendable (_ remaining: Int) -> (count: Int, pause: Duration))?

    init(_ response: HTTPResponse) {
        self.response = response
    }

    /// Whether the server may frame and send the answer as any other.
    private var isPlain: Bool {
        preamble.isEmpty && statusLine == nil && extraLines.isEmpty && framing == .length
            && replacement == nil
            && end == .kept && !saysClose && cut == nil && bodyCut == nil && headersDelay == .zero
            && bodyDelay == .zero && pieces == nil
    }

    /// What the server does, step by step.
    func steps(answersHead: Bool) -> [AnswerStep] {
        var steps: [AnswerStep] = delay > .zero ? [.wait(delay)] : []
        if isPlain {
            steps.append(.response(response))
            return steps
        }
        var (line, head, body) = parts(answersHead: answersHead)
        if let bodyCut { body = Array(body.prefix(bodyCut)) }
        let whole = line.count + head.count + body.count
        var left = cut ?? whole
        for (part, pause) in [(line, Duration.zero), (head, headersDelay), (body, bodyDelay)] {
            let sent = Array(part.prefix(left))
            left -= sent.count
            guard !sent.isEmpty else { continue }
            if pause > .zero { steps.append(.wait(pause)) }
            append(sent, to: &steps)
        }
        steps += endSteps
        return steps
    }

    private func append(_ bytes: [UInt8], to steps: inout [AnswerStep]) {
        guard let pieces else {
            // Parts without a pause between them leave together.
            if case .bytes(let before)? = steps.last {
                steps[steps.count - 1] = .bytes(before + bytes)
            } else {
                steps.append(.bytes(bytes))
            }
            return
        }
        var rest = bytes[...]
        while !rest.isEmpty {
            let (count, pause) = pieces(rest.count)
            steps.append(.bytes(Array(rest.prefix(max(1, count)))))
            rest = rest.dropFirst(max(1, count))
            if pause > .zero { steps.append(.wait(pause)) }
        }
    }

    private var endSteps: [AnswerStep] {
        switch end {
        case .kept: []
        case .closed: [.close]
        case .reset: [.reset]
        case .hung: [.hang]
        case .halfClosed: [.halfClose, .hang]
        case .closedAfter(let time): [.wait(time), .close]
        }
    }

    /// The bytes of the status line, of the rest of the head and of the body.
    private func parts(answersHead: Bool) -> ([UInt8], [UInt8], [UInt8]) {
        if let replacement { return ([], [], replacement) }
        let line = statusLine ?? "HTTP/1.1 \(response.status) \(response.reason)"
        var head: [UInt8] = []
        for field in response.fields { head += "\(field.name): \(field.value)\r\n".utf8 }
        var body = response.body
        switch framing {
        case .length: head += "Content-Length: \(body.count)\r\n".utf8
        case .lengths(let texts):
            for text in texts { head += "Content-Length: \(text)\r\n".utf8 }
        case .chunked(let chunks):
            head += "Transfer-Encoding: chunked\r\n".utf8
            body = chunks
        }
        if saysClose { head += "Connection: close\r\n".utf8 }
        for extra in extraLines { head += extra + Array("\r\n".utf8) }
        head += "\r\n".utf8
        return (preamble + Array("\(line)\r\n".utf8), head, answersHead ? [] : body)
    }

    /// How many bytes the whole answer has, for faults that stop half way.
    func byteCount(answersHead: Bool) -> Int {
        let (line, head, body) = parts(answersHead: answersHead)
        return line.count + head.count + body.count
    }

    /// How many of them are the head.
    func headCount(answersHead: Bool) -> Int {
        let (line, head, _) = parts(answersHead: answersHead)
        return line.count + head.count
    }
}
