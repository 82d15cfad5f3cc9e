import HTTPMessages
import NIOCore

/// Takes one answer, and the 1xx answers before it, out of the bytes of a connection, and keeps those bytes.
struct ResponseDecoder {
    /// Everything that came for this exchange, as it came.
    private(set) var received = ByteBuffer()
    /// The 1xx answers so far.
    private(set) var informational: [HTTPResponse] = []

    private struct Head {
        var response: HTTPResponse
        var raw: [UInt8]
        var bodyStart: Int
        var keepsAlive: Bool
        var reader: BodyReader
    }

    private let limits: HTTPClientLimits
    private let answersHead: Bool
    private var scanner = HeadScanner()
    private var head: Head?
    /// Where the next byte to look at stands in `received`.
    private var cursor = 0

    /// A whole answer and what belongs to it.
    struct Answer {
        var response: HTTPResponse
        var rawHead: [UInt8]
        var rawBody: [UInt8]
        var surplus: [UInt8]
        var keepsAlive: Bool
    }

    init(limits: HTTPClientLimits, answersHead: Bool) {
        self.limits = limits
        self.answersHead = answersHead
    }

    /// Takes bytes that came; the answer, once it is whole.
    mutating func read(_ incoming: inout ByteBuffer) throws(MessageDefect) -> Answer? {
        if received.readableBytes == 0 {
            received = incoming
            cursor = received.readerIndex
        } else {
            received.writeBuffer(&incoming)
        }
        var view = received
        view.moveReaderIndex(to: cursor)
        defer { cursor = view.readerIndex }
        while head == nil {
            guard try readHead(from: &view) else { return nil }
        }
        guard try head?.reader.read(from: &view) == true else { return nil }
        return answer(rest: view)
    }

    /// Takes the end of the connection; the answer, if it ends this way.
    mutating func readEnd() -> Answer? {
        var view = received
        view.moveReaderIndex(to: cursor)
        guard head?.reader.readEnd(from: &view) == true else { return nil }
        return answer(rest: view)
    }

    /// Where in the answer the bytes stop, for messages: "before the status line".
    var progress: String {
        guard let head else {
            return received.readableBytes == 0
                ? "before the first byte of the answer" : "within the head of the answer"
        }
        var view = received
        view.moveReaderIndex(to: cursor)
        return head.reader.missing(in: view)
    }

    private mutating func readHead(from view: inout ByteBuffer) throws(MessageDefect) -> Bool {
        guard let length = try scanner.headLength(in: view, limit: limits.head) else {
            try checkStart(of: view)
            return false
        }
        scanner = HeadScanner()
        let raw = view.readBytes(length: length) ?? []
        var parser = HeadParser(raw)
        let line = try parser.statusLine()
        let fields = try parser.fields(unfolds: true)
        let response = HTTPResponse(status: line.status, reason: line.reason, fields: HTTPFields(fields))
        if line.status < 200 && line.status != 101 {
            guard informational.count < 32 else { throw .malformed("more than 32 informational answers") }
            informational.append(response)
            return true
        }
        let framing = try BodyFraming(response: fields, status: line.status, answersHead: answersHead)
        head = Head(
            response: response, raw: raw, bodyStart: view.readerIndex,
            keepsAlive: framing != .untilClose && line.status != 101
                && fields.keepsAlive(minorVersion: line.minorVersion),
            reader: try BodyReader(framing, limit: limits.body))
        return true
    }

    /// What does not begin like an answer is not waited for to go on.
    private func checkStart(of view: ByteBuffer) throws(MessageDefect) {
        let start = view.readableBytesView.prefix(5)
        guard start.elementsEqual("HTTP/".utf8.prefix(start.count)) else {
            throw .malformed(
                "the answer does not start with HTTP/1.1: \(Byte.quoted(view.readableBytesView.prefix(40)))")
        }
    }

    private func answer(rest: ByteBuffer) -> Answer? {
        guard let head else { return nil }
        var response = head.response
        response.body = head.reader.body
        let rawLength = rest.readerIndex - head.bodyStart
        let rawBody =
            rawLength == response.body.count
            ? response.body : received.getBytes(at: head.bodyStart, length: rawLength) ?? []
        return Answer(
            response: response, rawHead: head.raw, rawBody: rawBody, surplus: Array(rest.readableBytesView),
            keepsAlive: head.keepsAlive && rest.readableBytes == 0)
    }
}
