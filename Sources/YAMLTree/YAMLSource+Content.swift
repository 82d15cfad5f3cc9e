extension YAMLSource {
    /// Moves over anchors and tags on the same line, to what they are about; stays where nothing follows them.
    func contentOffset(from offset: Int) -> Int {
        var index = offset
        while let byte = byte(at: index), byte == UInt8(ascii: "&") || byte == UInt8(ascii: "!") {
            while let byte = self.byte(at: index), byte > 0x20 { index += 1 }
            while let byte = self.byte(at: index), byte == 0x20 || byte == 0x09 { index += 1 }
            guard let next = self.byte(at: index), next > 0x20, next != UInt8(ascii: "#") else {
                return offset
            }
        }
        return index
    }

    /// The length, in scalars and on its first line, of the plain scalar that starts at an offset.
    func plainLength(of text: String, from offset: Int) -> Int {
        let count = text.utf8.count
        if offset + count <= bytes.count, bytes[offset..<(offset + count)].elementsEqual(text.utf8) {
            return scalarCount(from: offset, to: offset + count)
        }
        return scalarCount(from: offset, to: endOfLine(from: offset))
    }

    /// The length, quotes included, of the quoted scalar that starts at an offset, as far as its first line goes.
    func quotedLength(from offset: Int) -> Int {
        guard let quote = byte(at: offset) else { return 1 }
        var index = offset + 1
        while let byte = byte(at: index), !isLineBreak(at: index) {
            if byte == UInt8(ascii: "\\"), quote == UInt8(ascii: "\"") {
                index += 1
            } else if byte == quote {
                guard quote == UInt8(ascii: "'"), self.byte(at: index + 1) == quote else {
                    return scalarCount(from: offset, to: index + 1)
                }
                index += 1
            }
            index += isLineBreak(at: index) ? 0 : 1
        }
        return scalarCount(from: offset, to: endOfLine(from: offset))
    }
}
