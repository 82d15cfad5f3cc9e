/// A pattern's structure before it is compiled.
indirect enum PatternNode {
    case empty
    case characters(CharacterSet128)
    case sequence([PatternNode])
    case choice([PatternNode])
    case repeated(PatternNode, minimum: Int, maximum: Int?)
}

/// Reads a pattern's text by recursive descent.
struct PatternReader {
    private let bytes: [UInt8]
    private var position = 0

    /// The most repetitions that may be written; more would make the automaton large.
    private static let maximumCount = 1000

    static func read(_ text: String) throws(PatternError) -> PatternNode {
        var reader = PatternReader(bytes: Array(text.utf8))
        let node = try reader.choice()
        guard reader.position == reader.bytes.count else {
            throw PatternError(message: "')' has no '(' before it")
        }
        return node
    }

    private init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    private var next: UInt8? { position < bytes.count ? bytes[position] : nil }

    private mutating func take(_ character: Character) -> Bool {
        guard let next, next == character.asciiValue else { return false }
        position += 1
        return true
    }

    private mutating func choice() throws(PatternError) -> PatternNode {
        var branches = [try sequence()]
        while take("|") { branches.append(try sequence()) }
        return branches.count == 1 ? branches[0] : .choice(branches)
    }

    private mutating func sequence() throws(PatternError) -> PatternNode {
        var parts: [PatternNode] = []
        while let next, next != UInt8(ascii: "|"), next != UInt8(ascii: ")") {
            // The match is of the whole value, so anchors at its ends say nothing new.
            let isAnchor =
                next == UInt8(ascii: "^") && position == 0
                || next == UInt8(ascii: "$") && position == bytes.count - 1
            if isAnchor {
                position += 1
                continue
            }
            parts.append(try repetition(of: atom()))
        }
        return parts.isEmpty ? .empty : .sequence(parts)
    }

    private mutating func repetition(of atom: PatternNode) throws(PatternError) -> PatternNode {
        if take("*") { return .repeated(atom, minimum: 0, maximum: nil) }
        if take("+") { return .repeated(atom, minimum: 1, maximum: nil) }
        if take("?") { return .repeated(atom, minimum: 0, maximum: 1) }
        guard take("{") else { return atom }
        guard let minimum = number() else { throw PatternError(message: "'{' is not followed by a number") }
        var maximum: Int? = minimum
        if take(",") { maximum = number() }
        guard take("}") else { throw PatternError(message: "'{' has no '}' after it") }
        guard minimum <= maximum ?? minimum else {
            throw PatternError(message: "a repetition's bounds are the wrong way round")
        }
        guard max(minimum, maximum ?? 0) <= Self.maximumCount else {
            throw PatternError(message: "a repetition of more than \(Self.maximumCount) is not supported")
        }
        return .repeated(atom, minimum: minimum, maximum: maximum)
    }

    private mutating func number() -> Int? {
        var digits = ""
        while let next, CharacterSet128.digits.contains(next), digits.count < 9 {
            digits.append(Character(Unicode.Scalar(next)))
            position += 1
        }
        return Int(digits)
    }

    private mutating func atom() throws(PatternError) -> PatternNode {
        if take("(") {
            if take("?"), !take(":") { throw PatternError(message: "only plain groups are supported") }
            let node = try choice()
            guard take(")") else { throw PatternError(message: "'(' has no ')' after it") }
            return node
        }
        if take("[") { return .characters(try characterClass()) }
        if take(".") {
            var newline = CharacterSet128()
            newline.insert(10...10)
            return .characters(newline.inverted)
        }
        return .characters(try single(in: "*+?{"))
    }

    private mutating func characterClass() throws(PatternError) -> CharacterSet128 {
        let isInverted = take("^")
        var set = CharacterSet128()
        var isFirst = true
        while isFirst || next != UInt8(ascii: "]") {
            isFirst = false
            let start = position
            let lower = try single(in: "")
            let isRange =
                next == UInt8(ascii: "-") && position + 1 < bytes.count
                && bytes[position + 1] != UInt8(ascii: "]")
            guard isRange, let first = onlyMember(of: lower) else {
                set.formUnion(lower)
                continue
            }
            position += 1
            guard let last = onlyMember(of: try single(in: "")), first <= last else {
                throw PatternError(message: "the range at byte \(start) is not one")
            }
            set.insert(first...last)
        }
        position += 1
        return isInverted ? set.inverted : set
    }

    private func onlyMember(of set: CharacterSet128) -> UInt8? {
        let members = (0..<128).filter { set.contains(UInt8($0)) }
        return members.count == 1 ? UInt8(members[0]) : nil
    }

    /// One character or escape; `refused` lists what would have to be escaped.
    private mutating func single(in refused: String) throws(PatternError) -> CharacterSet128 {
        guard let byte = next else { throw PatternError(message: "the pattern ends too early") }
        position += 1
        guard byte < 128 else { throw PatternError(message: "only ASCII patterns are supported") }
        let character = Character(Unicode.Scalar(byte))
        guard byte == UInt8(ascii: "\\") else {
            guard !refused.contains(character) else {
                throw PatternError(message: "'\(character)' has nothing to repeat")
            }
            return CharacterSet128(character...character)
        }
        guard let escaped = next else { throw PatternError(message: "the pattern ends after a backslash") }
        position += 1
        switch escaped {
        case UInt8(ascii: "d"): return .digits
        case UInt8(ascii: "w"): return .word
        case UInt8(ascii: "s"): return .space
        case UInt8(ascii: "D"): return CharacterSet128.digits.inverted
        case UInt8(ascii: "W"): return CharacterSet128.word.inverted
        case UInt8(ascii: "S"): return CharacterSet128.space.inverted
        case let letter where CharacterSet128.word.contains(letter) || letter >= 128:
            throw PatternError(
                message: "the escape '\\\(Character(Unicode.Scalar(letter)))' is not supported")
        default:
            let character = Character(Unicode.Scalar(escaped))
            return CharacterSet128(character...character)
        }
    }
}
