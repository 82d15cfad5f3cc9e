/// What a program wrote: the beginning and the end are kept, what is between them beyond the bound is counted.
///
/// Both ends matter: a marked result or the last line of a traceback stands at the end, the cause of a flood at
/// the beginning.
package struct BoundedOutput: Hashable, Sendable {
    /// The first bytes, up to half of the bound.
    private(set) package var head: [UInt8] = []
    /// The last bytes, up to the other half, without any of `head`.
    private var last: [UInt8] = []
    /// How many bytes were written in all.
    private(set) package var count = 0
    private let half: Int

    /// - Parameter limit: how many bytes are kept at most.
    package init(limit: Int) {
        half = max(1, limit / 2)
    }

    /// An output that is kept whole.
    package init(_ bytes: [UInt8]) {
        head = bytes
        count = bytes.count
        half = bytes.count
    }

    package init(_ text: String) {
        self.init(Array(text.utf8))
    }

    package mutating func append(_ chunk: [UInt8]) {
        count += chunk.count
        let room = min(max(0, half - head.count), chunk.count)
        head += chunk[..<room]
        if chunk.count - room >= half {
            last = Array(chunk.suffix(half))
            return
        }
        last += chunk[room...]
        // Cut seldom, so that many small chunks cost no more than few large ones.
        if last.count > 2 * half + 4096 { last.removeFirst(last.count - half) }
    }

    /// The last bytes, up to half of the bound, that do not stand in `head`.
    package var tail: ArraySlice<UInt8> { last.suffix(half) }

    /// How many bytes between the two ends were not kept.
    package var omitted: Int { count - head.count - tail.count }

    package var isWhole: Bool { omitted == 0 }

    /// All that was kept, without a word on what was not.
    package var kept: [UInt8] { head + tail }

    /// All that was kept as text, with a line that tells how much is missing.
    package var text: String {
        guard !isWhole else { return String(decoding: kept, as: UTF8.self) }
        return String(decoding: head, as: UTF8.self) + "\n[… \(omitted) bytes left out …]\n"
            + String(decoding: tail, as: UTF8.self)
    }

    package static func == (left: Self, right: Self) -> Bool {
        left.count == right.count && left.head == right.head && left.tail == right.tail
    }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(count)
        hasher.combine(head)
    }
}
