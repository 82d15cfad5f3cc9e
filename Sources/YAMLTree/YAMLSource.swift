import Diagnostics

/// The bytes of a file by the lines and columns in which the parser counts.
struct YAMLSource {
    let bytes: [UInt8]
    /// Where each line starts by the parser's count, which also breaks at NEL, LS and PS.
    private var lineStarts = [0]
    /// Whether a line holds nothing but ASCII, so that columns are bytes.
    private var isASCIILine: [Bool] = []
    /// Where each line starts as editors count; only where that differs.
    private var editorLineStarts: [Int]?
    /// Byte offsets of every 64th scalar of the lines that are not ASCII, made when needed.
    private var checkpoints: [Int: [Int]] = [:]

    private static let stride = 64

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        var editorStarts = [0]
        var seen: UInt8 = 0
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            seen |= byte
            let breaks = byte > 0x0D && byte < 0x80 ? 0 : lengthOfBreak(in: bytes, at: index)
            index += max(1, breaks)
            guard breaks > 0 else { continue }
            lineStarts.append(index)
            if byte < 0x80 { editorStarts.append(index) }
            isASCIILine.append(seen < 0x80)
            seen = 0
        }
        isASCIILine.append(seen < 0x80)
        if editorStarts.count != lineStarts.count { editorLineStarts = editorStarts }
    }

    /// The byte offset of a line and column of the parser.
    mutating func offset(line: Int, column: Int) -> Int {
        guard line <= lineStarts.count else { return bytes.count }
        let start = lineStarts[line - 1]
        guard !isASCIILine[line - 1] else { return min(start + column - 1, bytes.count) }
        let known = checkpoints[line] ?? makeCheckpoints(for: line)
        let nearest = min((column - 1) / Self.stride, known.count - 1)
        var index = known[nearest]
        var remaining = column - 1 - nearest * Self.stride
        while remaining > 0, index < bytes.count {
            index = next(after: index)
            remaining -= 1
        }
        return index
    }

    /// A range of the parser's line and column as editors count it, cut at the end of the line.
    func range(line: Int, column: Int, offset: Int, length: Int) -> SourceRange {
        guard let editorLineStarts else { return SourceRange(line: line, column: column, length: length) }
        var low = 0
        var high = editorLineStarts.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if editorLineStarts[middle] <= offset { low = middle } else { high = middle }
        }
        let before = scalarCount(from: editorLineStarts[low], to: offset)
        return SourceRange(line: low + 1, column: before + 1, length: length)
    }

    /// Counts the scalars between two offsets.
    func scalarCount(from start: Int, to end: Int) -> Int {
        var count = 0
        for index in start..<max(start, min(end, bytes.count)) where bytes[index] & 0xC0 != 0x80 {
            count += 1
        }
        return count
    }

    /// The end of the line that an offset lies on, trailing white space not counted.
    func endOfLine(from offset: Int) -> Int {
        var end = offset
        while end < bytes.count, !isLineBreak(at: end) { end += 1 }
        while end > offset, bytes[end - 1] == 0x20 || bytes[end - 1] == 0x09 { end -= 1 }
        return end
    }

    /// Tells whether a line ends at an offset, by the parser's count.
    func isLineBreak(at offset: Int) -> Bool {
        guard offset < bytes.count else { return true }
        return lengthOfBreak(in: bytes, at: offset) > 0
    }

    /// The byte at an offset; nil at the end.
    func byte(at offset: Int) -> UInt8? {
        offset < bytes.count ? bytes[offset] : nil
    }

    private func next(after index: Int) -> Int {
        var index = index + 1
        while index < bytes.count, bytes[index] & 0xC0 == 0x80 { index += 1 }
        return index
    }

    private mutating func makeCheckpoints(for line: Int) -> [Int] {
        let end = line < lineStarts.count ? lineStarts[line] : bytes.count
        var result: [Int] = []
        var index = lineStarts[line - 1]
        var count = 0
        while index < end {
            if count % Self.stride == 0 { result.append(index) }
            index = next(after: index)
            count += 1
        }
        checkpoints[line] = result
        return result
    }
}

/// How many bytes the line break at an offset has by libyaml's rules; 0 where there is none.
private func lengthOfBreak(in bytes: [UInt8], at index: Int) -> Int {
    switch bytes[index] {
    case 0x0A: return 1
    case 0x0D: return index + 1 < bytes.count && bytes[index + 1] == 0x0A ? 2 : 1
    case 0xC2: return index + 1 < bytes.count && bytes[index + 1] == 0x85 ? 2 : 0
    case 0xE2:
        let isSeparator =
            index + 2 < bytes.count && bytes[index + 1] == 0x80 && bytes[index + 2] & 0xFE == 0xA8
        return isSeparator ? 3 : 0
    default: return 0
    }
}
