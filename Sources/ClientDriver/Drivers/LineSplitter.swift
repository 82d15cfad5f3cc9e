/// Cuts a stream of bytes into lines, none longer than a bound.
struct LineSplitter {
    private var rest: [UInt8] = []
    private let longest: Int

    init(longest: Int) {
        self.longest = longest
    }

    /// Adds bytes and takes out the lines that are whole now, without their ends; nil where one is too long.
    mutating func lines(adding bytes: [UInt8]) -> [[UInt8]]? {
        rest += bytes
        guard bytes.contains(UInt8(ascii: "\n")) else { return rest.count > longest ? nil : [] }
        var parts = rest.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map(
            Array.init)
        rest = parts.popLast() ?? []
        guard rest.count <= longest, parts.allSatisfy({ $0.count <= longest }) else { return nil }
        return parts.map { $0.last == UInt8(ascii: "\r") ? $0.dropLast() : $0 }
    }
}
