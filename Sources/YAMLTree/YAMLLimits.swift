/// How much a file may ask of its reader.
package struct YAMLLimits: Hashable, Sendable {
    package var maximumBytes: Int
    /// How many sequences and mappings may be open at once.
    package var maximumDepth: Int
    /// How many values the file may come to, every use of an alias counted in full.
    package var maximumNodes: Int

    package init(maximumBytes: Int, maximumDepth: Int, maximumNodes: Int) {
        self.maximumBytes = maximumBytes
        self.maximumDepth = maximumDepth
        self.maximumNodes = maximumNodes
    }

    /// 16 MiB, 64 levels, two million values.
    package static let standard = YAMLLimits(
        maximumBytes: 16 << 20, maximumDepth: 64, maximumNodes: 2_000_000)
}
