import NIOCore

/// Reads one body out of the bytes of a connection, whatever pieces they come in.
struct BodyReader {
    /// What was read so far, without the chunks' frames.
    private(set) var body: [UInt8] = []
    private let framing: BodyFraming
    private let limit: Int
    private var chunk = Chunk.size

    private enum Chunk {
        case size
        case data(remaining: Int)
        case end
        case trailer(read: Int)
    }

    /// The longest line of chunk size and extensions, and the most bytes of trailer fields.
    private static let lineLimit = 8 * 1024

    init(_ framing: BodyFraming, limit: Int) throws(MessageDefect) {
        self.framing = framing
        self.limit = limit
        if case .length(let length) = framing, length > limit {
            throw .bodyTooLarge("the declared length \(length) is over the limit of \(limit) bytes")
        }
    }

    /// Takes what is there; true when the body is whole.
    mutating func read(from buffer: inout ByteBuffer) throws(MessageDefect) -> Bool {
        switch framing {
        case .none: return true
        case .length(let length):
            guard buffer.readableBytes >= length else { return false }
            body = buffer.readBytes(length: length) ?? []
            return true
        case .chunked: return try readChunks(from: &buffer)
        case .untilClose:
            guard buffer.readableBytes <= limit else { throw tooLarge }
            return false
        }
    }

    /// Takes the end of the connection as the end of the body, if its framing says so.
    mutating func readEnd(from buffer: inout ByteBuffer) -> Bool {
        guard framing == .untilClose else { return false }
        body = buffer.readBytes(length: buffer.readableBytes) ?? []
        return true
    }

    /// What is still missing, for messages.
    func missing(in buffer: ByteBuffer) -> String {
        switch framing {
        case .none, .untilClose: "in the body"
        case .length(let length): "after \(buffer.readableBytes) of \(length) body bytes"
        case .chunked: "in a chunked body, after \(body.count) bytes of data"
        }
    }

    private var tooLarge: MessageDefect {
        .bodyTooLarge("the body is over the limit of \(limit) bytes")
    }

    private mutating func readChunks(from buffer: inout ByteBuffer) throws(MessageDefect) -> Bool {
        while true {
            switch chunk {
            case .size:
                guard let line = try Self.line(from: &buffer) else { return false }
                let size = try Self.size(of: line)
                guard body.count + size <= limit else { throw tooLarge }
                chunk = size == 0 ? .trailer(read: 0) : .data(remaining: size)
            case .data(let remaining):
                let count = min(remaining, buffer.readableBytes)
                guard count > 0 else { return false }
                body.append(contentsOf: buffer.readBytes(length: count) ?? [])
                chunk = count == remaining ? .end : .data(remaining: remaining - count)
            case .end:
                guard buffer.readableBytes > 0 else { return false }
                guard let line = try Self.line(from: &buffer) else { return false }
                guard line.isEmpty else {
                    throw .malformed("a chunk is longer than its size says: \(Byte.quoted(line.prefix(20)))")
                }
                chunk = .size
            case .trailer(let read):
                guard let line = try Self.line(from: &buffer) else { return false }
                if line.isEmpty { return true }
                guard read + line.count <= Self.lineLimit else { throw .malformed("the trailer is too long") }
                var parser = HeadParser(line)
                _ = try parser.fields(unfolds: true)
                chunk = .trailer(read: read + line.count)
            }
        }
    }

    /// The size at the start of a chunk's line; extensions after a semicolon are passed over.
    private static func size(of line: [UInt8]) throws(MessageDefect) -> Int {
        var size = 0
        var place = 0
        while place < line.count, let digit = Byte.hexadecimal(line[place]) {
            guard size < 1 << 48 else {
                throw .malformed("a chunk size is too large: \(Byte.quoted(line.prefix(40)))")
            }
            size = size << 4 | digit
            place += 1
        }
        let digits = place
        while place < line.count, line[place] == Byte.space || line[place] == Byte.tab { place += 1 }
        guard digits > 0, place == line.count || line[place] == Byte.semicolon else {
            throw .malformed("a chunk size is not a hexadecimal number: \(Byte.quoted(line.prefix(40)))")
        }
        return size
    }

    /// The next line without its end; nil while it is not whole.
    private static func line(from buffer: inout ByteBuffer) throws(MessageDefect) -> [UInt8]? {
        let view = buffer.readableBytesView
        guard let end = view.firstIndex(of: Byte.lineFeed) else {
            guard view.count <= lineLimit else { throw .malformed("a line of the chunked body is too long") }
            return nil
        }
        var line = buffer.readBytes(length: end - view.startIndex + 1) ?? []
        line.removeLast()
        if line.last == Byte.carriageReturn { line.removeLast() }
        return line
    }
}
