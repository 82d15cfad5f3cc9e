/// A point in a JSON text: bytes from 0, lines and columns from 1, columns in Unicode scalars.
package struct JSONPlace: Hashable, Sendable {
    package let offset: Int
    package let line: Int
    package let column: Int

    /// Counts lines and columns up to an offset, which may be the end of the text.
    package init(offset: Int, in bytes: [UInt8]) {
        var line = 1
        var column = 1
        for index in 0..<min(offset, bytes.count) {
            if bytes[index] == UInt8(ascii: "\n") {
                line += 1
                column = 1
            } else if bytes[index] & 0xC0 != 0x80 {
                column += 1
            }
        }
        self.offset = offset
        self.line = line
        self.column = column
    }
}

/// One step from a JSON value into it.
package enum JSONPathStep: Hashable, Sendable {
    case member(String)
    case element(Int)
}
