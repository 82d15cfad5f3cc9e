/// The pieces of a line in the very form in which this program writes it, told by their bytes alone.
///
/// Nothing here judges a line: one in another form is read as JSON, which takes longer.
enum UsualForm {
    static let planned = Array(#"{"event":"case-planned","case":"#.utf8)
    static let file = Array(#","file":"#.utf8)
    static let line = Array(#","line":"#.utf8)
    static let column = Array(#","column":"#.utf8)
    static let scenario = Array(#","scenario":"#.utf8)
    static let label = Array(#","label":"#.utf8)
    static let requirements = Array(#","requirements":["#.utf8)
    static let tags = Array(#","tags":["#.utf8)
    static let description = Array(#","description":"#.utf8)
    static let finished = Array(#"{"event":"case-finished","case":"#.utf8)
    static let passed = Array(#","verdict":"passed","seconds":"#.utf8)
    static let end = Array("}\n".utf8)
    static let step = Array(#"{"event":"step","#.utf8)
    static let exchange = Array(#"{"event":"exchange","#.utf8)
    static let check = Array(#"{"event":"check","#.utf8)
}

extension Span where Element == UInt8 {
    /// Goes on behind the word, if it stands at the position.
    func passes(_ word: [UInt8], at position: inout Int) -> Bool {
        let word = word.span
        guard count - position >= word.count else { return false }
        for offset in word.indices where self[position + offset] != word[offset] { return false }
        position += word.count
        return true
    }

    func passes(_ byte: UInt8, at position: inout Int) -> Bool {
        guard position < count, self[position] == byte else { return false }
        position += 1
        return true
    }

    /// Reads a whole number of fifteen digits at most.
    func integer(at position: inout Int) -> Int? {
        let start = position
        var value = 0
        while position < count, self[position] >= 0x30, self[position] <= 0x39 {
            value = value * 10 + Int(self[position] - 0x30)
            position += 1
            if position - start > 15 { return nil }
        }
        return position > start ? value : nil
    }

    /// Reads a time with at most nine decimals, in nanoseconds.
    func nanoseconds(at position: inout Int) -> UInt64? {
        guard let seconds = integer(at: &position), seconds < 1_000_000_000 else { return nil }
        var rest = 0
        if passes(UInt8(ascii: "."), at: &position) {
            let start = position
            guard let decimals = integer(at: &position), position - start <= 9 else { return nil }
            rest = decimals
            for _ in position - start..<9 { rest *= 10 }
        }
        return UInt64(seconds) * 1_000_000_000 + UInt64(rest)
    }

    /// Passes over a text without escapes and gives what stands between its quotes.
    func text(at position: inout Int) -> Range<Int>? {
        guard passes(UInt8(ascii: "\""), at: &position) else { return nil }
        let start = position
        while position < count {
            let byte = self[position]
            position += 1
            if byte == UInt8(ascii: "\"") { return start..<position - 1 }
            if byte == UInt8(ascii: "\\") || byte < 0x20 { return nil }
        }
        return nil
    }

    /// Passes over a list of texts without escapes, behind its opening bracket, and gives what is between them.
    func texts(at position: inout Int) -> Range<Int>? {
        let start = position
        repeat {
            guard text(at: &position) != nil else { return nil }
        } while passes(UInt8(ascii: ","), at: &position)
        return passes(UInt8(ascii: "]"), at: &position) ? start..<position - 1 : nil
    }

    /// Whether the bytes of the range are these.
    func holds(_ bytes: [UInt8], in range: Range<Int>) -> Bool {
        var position = range.lowerBound
        return range.count == bytes.count && passes(bytes, at: &position)
    }
}
