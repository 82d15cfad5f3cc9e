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
        let end = endOfLine(from: offset)
        var index = offset + 1
        while index < end {
            if bytes[index] == UInt8(ascii: "\\"), quote == UInt8(ascii: "\"") {
                index += 2
            } else if bytes[index] == quote {
                if quote == UInt8(ascii: "'"), byte(at: index + 1) == quote {
                    index += 2
                } else {
                    return scalarCount(from: offset, to: index + 1)
                }
            } else {
                index += 1
            }
        }
        return scalarCount(from: offset, to: end)
    }
}
