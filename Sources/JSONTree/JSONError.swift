/// Why bytes are not the JSON of RFC 8259, and where.
package struct JSONError: Error, Hashable, Sendable, CustomStringConvertible {
    package enum Kind: String, Hashable, Sendable, CaseIterable {
        case tooLarge = "too-large"
        case tooDeep = "too-deep"
        case byteOrderMark = "byte-order-mark"
        case empty
        case endOfText = "end-of-text"
        case unexpectedByte = "unexpected-byte"
        case trailingBytes = "trailing-bytes"
        case invalidNumber = "invalid-number"
        case invalidEscape = "invalid-escape"
        case loneSurrogate = "lone-surrogate"
        case controlCharacter = "control-character"
        case invalidUTF8 = "invalid-utf8"
    }

    package let kind: Kind
    /// A sentence in lower case without a full stop.
    package let message: String
    /// Where, in bytes from 0.
    package let offset: Int
    /// The line, from 1.
    package let line: Int
    /// The column in Unicode scalars, from 1.
    package let column: Int

    init(_ kind: Kind, _ message: String, at offset: Int, in bytes: [UInt8]) {
        let place = JSONPlace(offset: offset, in: bytes)
        self.kind = kind
        self.message = message
        self.offset = offset
        line = place.line
        column = place.column
    }

    package var description: String { "line \(line), column \(column): \(message)" }
}
