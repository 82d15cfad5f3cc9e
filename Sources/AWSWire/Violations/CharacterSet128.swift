/// A set of ASCII characters, and whether everything beyond ASCII belongs to it.
struct CharacterSet128: Hashable {
    private(set) var low: UInt64 = 0
    private(set) var high: UInt64 = 0
    var includesOther = false

    init(_ ranges: ClosedRange<Character>...) {
        for range in ranges {
            guard let first = range.lowerBound.asciiValue, let last = range.upperBound.asciiValue else {
                continue
            }
            insert(first...last)
        }
    }

    mutating func insert(_ range: ClosedRange<UInt8>) {
        for value in range {
            if value < 64 { low |= 1 << UInt64(value) } else { high |= 1 << UInt64(value - 64) }
        }
    }

    mutating func formUnion(_ other: CharacterSet128) {
        low |= other.low
        high |= other.high
        includesOther = includesOther || other.includesOther
    }

    var inverted: CharacterSet128 {
        var result = CharacterSet128()
        result.low = ~low
        result.high = ~high
        result.includesOther = !includesOther
        return result
    }

    func contains(_ value: UInt8) -> Bool {
        value < 64 ? low & (1 << UInt64(value)) != 0 : high & (1 << UInt64(value - 64)) != 0
    }

    static let digits = CharacterSet128("0"..."9")
    static let word = CharacterSet128("0"..."9", "A"..."Z", "a"..."z", "_"..."_")
    static let space: CharacterSet128 = {
        var set = CharacterSet128(" "..." ")
        set.insert(9...13)
        return set
    }()
}
