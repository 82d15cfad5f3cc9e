import HTTPMessages
import NIOCore

/// Takes requests one after the other out of the bytes of a connection.
struct RequestDecoder {
    /// What the bytes so far amount to.
    enum Outcome {
        case incomplete
        /// The head is whole and the client waits for leave to send the body.
        case expectsContinue
        case request(HTTPRequest, rawHead: [UInt8], keepsAlive: Bool)
        case defect(RequestDefect, request: HTTPRequest, rawHead: [UInt8])
    }

    private struct Head {
        var request: HTTPRequest
        var raw: [UInt8]
        var keepsAlive: Bool
        var reader: BodyReader
    }

    private let limits: HTTPServerLimits
    private var scanner = HeadScanner()
    private var head: Head?

    init(limits: HTTPServerLimits) {
        self.limits = limits
    }

    /// Tells whether part of a request was taken already.
    var isWithinRequest: Bool { head != nil }

    /// Looks at the bytes that are there; call again with more, or for the next request after one was whole.
    mutating func next(from buffer: inout ByteBuffer) -> Outcome {
        if var known = head {
            head = nil
            return body(of: &known, from: &buffer, isFirstLook: false)
        }
        var request = HTTPRequest(method: "", target: "")
        var raw: [UInt8] = []
        do throws(MessageDefect) {
            skipEmptyLines(in: &buffer)
            guard let length = try scanner.headLength(in: buffer, limit: limits.head) else {
                return .incomplete
            }
            scanner = HeadScanner()
            raw = buffer.readBytes(length: length) ?? []
            var parser = HeadParser(raw)
            let line = try parser.requestLine()
            request.method = line.method
            request.target = line.target
            let fields = try parser.fields(unfolds: false)
            request.fields = HTTPFields(fields)
            let reader = try BodyReader(BodyFraming(request: fields), limit: limits.body)
            var head = Head(
                request: request, raw: raw, keepsAlive: fields.keepsAlive(minorVersion: line.minorVersion),
                reader: reader)
            return body(of: &head, from: &buffer, isFirstLook: true)
        } catch {
            if raw.isEmpty { raw = Array(buffer.readableBytesView.prefix(limits.head)) }
            return .defect(RequestDefect(error), request: request, rawHead: raw)
        }
    }

    /// What has come of a request that will not be finished.
    func unfinished(in buffer: ByteBuffer) -> (request: HTTPRequest, rawHead: [UInt8]) {
        if let head { return (head.request, head.raw) }
        return (HTTPRequest(method: "", target: ""), Array(buffer.readableBytesView.prefix(limits.head)))
    }

    private mutating func body(of head: inout Head, from buffer: inout ByteBuffer, isFirstLook: Bool)
        -> Outcome
    {
        do throws(MessageDefect) {
            guard try head.reader.read(from: &buffer) else {
                let asks = isFirstLook && buffer.readableBytes == 0 && head.request.expectsContinue
                self.head = head
                return asks ? .expectsContinue : .incomplete
            }
        } catch {
            return .defect(RequestDefect(error), request: head.request, rawHead: head.raw)
        }
        head.request.body = head.reader.body
        return .request(head.request, rawHead: head.raw, keepsAlive: head.keepsAlive)
    }

    /// RFC 9112 section 2.2: a server passes over an empty line before the request line.
    private func skipEmptyLines(in buffer: inout ByteBuffer) {
        while let first = buffer.getInteger(at: buffer.readerIndex, as: UInt8.self),
            first == Byte.carriageReturn || first == Byte.lineFeed
        {
            buffer.moveReaderIndex(forwardBy: 1)
        }
    }
}

extension HTTPRequest {
    fileprivate var expectsContinue: Bool {
        fields["expect"].map { tokens($0) == ["100-continue"] } ?? false
    }
}
