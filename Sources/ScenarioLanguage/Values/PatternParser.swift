/// The structure of a regular expression.
indirect enum PatternSyntax {
    case empty
    case scalars(ScalarSet)
    case start
    case end
    case sequence([PatternSyntax])
    case choice([PatternSyntax])
    case repeated(PatternSyntax, minimum: Int, maximum: Int?)
}

/// A set of Unicode scalars, as ranges.
struct ScalarSet: Hashable, Sendable {
    var ranges: [ClosedRange<UInt32>]
    var isInverted = false

    func contains(_ scalar: Unicode.Scalar) -> Bool {
        ranges.contains { $0.contains(scalar.value) } != isInverted
    }

    static let digits = ScalarSet(ranges: [0x30...0x39])
    static let word = ScalarSet(ranges: [0x30...0x39, 0x41...0x5A, 0x5F...0x5F, 0x61...0x7A])
    static let space = ScalarSet(ranges: [0x09...0x0D, 0x20...0x20])
    static let newline = ScalarSet(ranges: [0x0A...0x0A])
}

/// Reads a regular expression by recursive descent.
struct PatternParser {
    static let marks = Set(#"\^$.|?*+()[]{}"#.unicodeScalars)

    /// Bounds what one expression can cost.
    private static let maximumRepeat = 1_000
    private static let maximumLength = 10_000
    private static let maximumDepth = 64

    private let scalars: [Unicode.Scalar]
    private var position = 0
    private var depth = 0

    private init(_ text: String) {
        scalars = Array(text.unicodeScalars)
    }

    static func parse(_ text: String) throws(InvalidPattern) -> PatternSyntax {
        var parser = PatternParser(text)
        guard parser.scalars.count <= maximumLength else {
            throw InvalidPattern(message: "it is longer than \(maximumLength) characters")
        }
        let syntax = try parser.choice()
        guard parser.next == nil else { throw InvalidPattern(message: "')' has no '(' before it") }
        return syntax
    }

    private var next: Unicode.Scalar? { position < scalars.count ? scalars[position] : nil }

    private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
        guard next == scalar else { return false }
        position += 1
        return true
    }

    private mutating func choice() throws(InvalidPattern) -> PatternSyntax {
        depth += 1
        defer { depth -= 1 }
        guard depth <= Self.maximumDepth else {
            throw InvalidPattern(message: "its groups nest deeper than \(Self.maximumDepth)")
        }
        var branches = [try sequence()]
        while take("|") { branches.append(try sequence()) }
        return branches.count == 1 ? branches[0] : .choice(branches)
    }

    private mutating func sequence() throws(InvalidPattern) -> PatternSyntax {
        var parts: [PatternSyntax] = []
        while let next, next != "|", next != ")" {
            let atom = try atom()
            parts.append(try repetition(of: atom))
        }
        return parts.isEmpty ? .empty : .sequence(parts)
    }

    private mutating func repetition(of atom: PatternSyntax) throws(InvalidPattern) -> PatternSyntax {
        guard let next else { return atom }
        let bounds: (Int, Int?)
        switch next {
        case "*": bounds = (0, nil)
        case "+": bounds = (1, nil)
        case "?": bounds = (0, 1)
        case "{": bounds = try writtenBounds()
        default: return atom
        }
        if next != "{" { position += 1 }
        if self.next == "?" || self.next == "*" || self.next == "+" {
            throw InvalidPattern(message: "a repetition is followed by another")
        }
        return .repeated(atom, minimum: bounds.0, maximum: bounds.1)
    }

    private mutating func writtenBounds() throws(InvalidPattern) -> (Int, Int?) {
        position += 1
        guard let least = number() else { throw InvalidPattern(message: "'{' is not followed by a number") }
        let most: Int? = take(",") ? number() : least
        guard take("}") else { throw InvalidPattern(message: "'{' has no '}' after it") }
        guard least <= most ?? least else {
            throw InvalidPattern(message: "the bounds of a repetition are the wrong way round")
        }
        guard max(least, most ?? 0) <= Self.maximumRepeat else {
            throw InvalidPattern(message: "it repeats more than \(Self.maximumRepeat) times")
        }
        return (least, most)
    }

    private mutating func number() -> Int? {
        var value: Int?
        while let next, let digit = Int(String(next)), ScalarSet.digits.contains(next), (value ?? 0) < 100_000
        {
            value = (value ?? 0) * 10 + digit
            position += 1
        }
        return value
    }

    private mutating func atom() throws(InvalidPattern) -> PatternSyntax {
        guard let next else { throw InvalidPattern(message: "it ends too early") }
        position += 1
        switch next {
        case "(":
            if take("?"), !take(":") { throw InvalidPattern(message: "only '(' and '(?:' begin a group") }
            let inner = try choice()
            guard take(")") else { throw InvalidPattern(message: "'(' has no ')' after it") }
            return inner
        case "[": return .scalars(try scalarClass())
        case ".":
            var set = ScalarSet.newline
            set.isInverted = true
            return .scalars(set)
        case "^": return .start
        case "$": return .end
        case "\\": return .scalars(try escape())
        case "*", "+", "?", "{": throw InvalidPattern(message: "'\(next)' has nothing to repeat")
        default: return .scalars(ScalarSet(ranges: [next.value...next.value]))
        }
    }

    private mutating func escape() throws(InvalidPattern) -> ScalarSet {
        guard let next else { throw InvalidPattern(message: "it ends after a backslash") }
        position += 1
        switch next {
        case "d": return .digits
        case "w": return .word
        case "s": return .space
        case "D": return ScalarSet(ranges: ScalarSet.digits.ranges, isInverted: true)
        case "W": return ScalarSet(ranges: ScalarSet.word.ranges, isInverted: true)
        case "S": return ScalarSet(ranges: ScalarSet.space.ranges, isInverted: true)
        case "n": return .newline
        case "t": return ScalarSet(ranges: [0x09...0x09])
        case "r": return ScalarSet(ranges: [0x0D...0x0D])
        default:
            guard !ScalarSet.word.contains(next) else {
                throw InvalidPattern(message: "the escape '\\\(next)' is not known")
            }
            return ScalarSet(ranges: [next.value...next.value])
        }
    }

    private mutating func scalarClass() throws(InvalidPattern) -> ScalarSet {
        let isInverted = take("^")
        var ranges: [ClosedRange<UInt32>] = []
        var isFirst = true
        while isFirst || next != "]" {
            isFirst = false
            let lower = try classMember()
            let isRange = next == "-" && position + 1 < scalars.count && scalars[position + 1] != "]"
            guard isRange else {
                ranges += try Self.plainRanges(lower)
                continue
            }
            position += 1
            let upper = try classMember()
            guard let first = lower.onlyValue, let last = upper.onlyValue, first <= last else {
                throw InvalidPattern(message: "a range in '[ ]' is not one")
            }
            ranges.append(first...last)
        }
        position += 1
        return ScalarSet(ranges: ranges, isInverted: isInverted)
    }

    private mutating func classMember() throws(InvalidPattern) -> ScalarSet {
        guard let next else { throw InvalidPattern(message: "'[' has no ']' after it") }
        position += 1
        return next == "\\" ? try escape() : ScalarSet(ranges: [next.value...next.value])
    }

    /// The ranges of a set, written without inversion.
    private static func plainRanges(_ set: ScalarSet) throws(InvalidPattern) -> [ClosedRange<UInt32>] {
        guard set.isInverted else { return set.ranges }
        var ranges: [ClosedRange<UInt32>] = []
        var start: UInt32 = 0
        for range in set.ranges {
            if range.lowerBound > start { ranges.append(start...(range.lowerBound - 1)) }
            start = range.upperBound + 1
        }
        ranges.append(start...0x10FFFF)
        return ranges
    }
}

extension ScalarSet {
    /// The scalar, when the set has exactly one.
    fileprivate var onlyValue: UInt32? {
        guard !isInverted, ranges.count == 1, let range = ranges.first, range.count == 1 else { return nil }
        return range.lowerBound
    }
}
