/// How much of a foreign document is read; what goes beyond is refused.
package struct XMLBounds: Hashable, Sendable {
    package var maximumBytes: Int
    package var maximumDepth: Int

    package init(maximumBytes: Int, maximumDepth: Int) {
        self.maximumBytes = maximumBytes
        self.maximumDepth = maximumDepth
    }

    /// A gigabyte and 64 levels. One text or attribute is bounded by the C library, at 10 MB.
    package static let standard = XMLBounds(maximumBytes: 1 << 30, maximumDepth: 64)
}
