import NIOCore

/// Finds the end of a head block in bytes that come piece by piece, looking at each byte once.
struct HeadScanner {
    private var scanned = 0

    /// The length of the head block at the buffer's reader index, blank line included; nil while it is not
    /// whole.
    mutating func headLength(in buffer: ByteBuffer, limit: Int) throws(MessageDefect) -> Int? {
        let view = buffer.readableBytesView
        var place = view.startIndex + scanned
        while place < view.endIndex, let lineFeed = view[place...].firstIndex(of: Byte.lineFeed) {
            let next = lineFeed + 1
            if next < view.endIndex, view[next] == Byte.lineFeed {
                return try checked(next + 1 - view.startIndex, limit)
            }
            if next + 1 < view.endIndex, view[next] == Byte.carriageReturn, view[next + 1] == Byte.lineFeed {
                return try checked(next + 2 - view.startIndex, limit)
            }
            place = next
        }
        // The last line feed may be the start of the blank line: look at it again with what follows.
        scanned = max(0, view.count - 2)
        _ = try checked(view.count, limit)
        return nil
    }

    private func checked(_ length: Int, _ limit: Int) throws(MessageDefect) -> Int {
        guard length <= limit else { throw .headTooLarge("the head is over the limit of \(limit) bytes") }
        return length
    }
}
