/// How much a text may ask of its reader.
package struct JSONLimits: Hashable, Sendable {
    package var maximumBytes: Int
    /// How many arrays and objects may be open at once.
    package var maximumDepth: Int

    package init(maximumBytes: Int, maximumDepth: Int) {
        self.maximumBytes = maximumBytes
        self.maximumDepth = maximumDepth
    }

    /// 64 MiB and 256 levels: far beyond any honest message, small enough for any thread's stack.
    package static let standard = JSONLimits(maximumBytes: 64 << 20, maximumDepth: 256)
}
