import Diagnostics

extension YAMLSource {
    /// Replaces the first character of a key by a private one, so that no column moves.
    ///
    /// False where the key has no character to spare or cannot be found, as with an alias.
    mutating func renameKey(at position: SourcePosition, number: Int) -> Bool {
        var start = contentOffset(from: offset(line: position.line, column: position.column))
        let isQuoted = byte(at: start) == UInt8(ascii: "\"") || byte(at: start) == UInt8(ascii: "'")
        if isQuoted { start += 1 }
        let forbidden = isQuoted ? Self.quoting : Self.indicators
        // 0xF3 starts a private character of ours: a key met again through an alias, without end.
        guard let letter = byte(at: start), letter > 0x20, letter != 0xF3, !forbidden.contains(letter),
            let substitute = Unicode.Scalar(0xF0000 + UInt32(number))
        else { return false }
        var end = start + 1
        while let byte = byte(at: end), byte & 0xC0 == 0x80 { end += 1 }
        var text = bytes
        text.replaceSubrange(start..<end, with: UTF8.encode(substitute) ?? .init())
        self = YAMLSource(text)
        return true
    }

    private static let quoting = Array("'\"\\".utf8)
    private static let indicators = Array(":[]{}|>,#".utf8)
}
