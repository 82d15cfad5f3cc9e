import NIOCore

/// Finds the end of a head block in bytes that come piece by piece, looking at each byte once.
struct HeadScanner {
    private var scanned = 0

    /// The length of the head block at the buffer's reader index, blank line included; nil while it is not
    /// whole.
    mutating func headLength(in buffer: ByteBuffer, limit: Int) throws(MessageDefect) -> Int? {
        let bytes = buffer.readableBytesUInt8Span
        for place in min(scanned, bytes.count)..<bytes.count where bytes[place] == Byte.lineFeed {
            let next = place + 1
            if next < bytes.count, bytes[next] == Byte.lineFeed { return try checked(next + 1, limit) }
            if next + 1 < bytes.count, bytes[next] == Byte.carriageReturn, bytes[next + 1] == Byte.lineFeed {
                return try checked(next + 2, limit)
            }
        }
        // The last line feed may be the start of the blank line: look at it again with what follows.
        scanned = max(0, bytes.count - 2)
        _ = try checked(bytes.count, limit)
        return nil
    }

    private func checked(_ length: Int, _ limit: Int) throws(MessageDefect) -> Int {
        guard length <= limit else { throw .headTooLarge("the head is over the limit of \(limit) bytes") }
        return length
    }
}
