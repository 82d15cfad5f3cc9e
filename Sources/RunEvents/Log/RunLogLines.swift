import Foundation

/// Reads a run log's lines from a file, from any offset, through one buffer of bounded size.
struct RunLogLines {
    /// The longest line that is read: a case's end holds what its problems say, which the runner bounds.
    static let maximumLineLength = 64 << 20
    private static let portions = (first: 8 << 10, largest: 256 << 10)

    /// The bytes of which `range` is the line that was read last.
    private(set) var buffer: [UInt8] = []
    /// The line that was read last, in the buffer, without its line feed.
    private(set) var range = 0..<0
    /// Whether a line feed ended the line that was read last; without one it may be torn.
    private(set) var isWhole = true
    private let file: FileHandle
    private var bufferOffset: UInt64 = 0
    /// Where the next line starts in the buffer, as far as it was read.
    private(set) var next = 0
    private var isAtEnd = false
    /// How much is read next: little after a jump, of which only a line or two may be wanted.
    private var portion = RunLogLines.portions.first

    init(path: String) throws(InvalidRunLog) {
        // Opening a pipe waits for somebody who writes into it, and a log is read from several places.
        let resolved = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
        let attributes = try? FileManager.default.attributesOfItem(atPath: resolved)
        let type = attributes?[.type] as? FileAttributeType
        guard type != .typeUnknown, type != .typeSocket else {
            throw InvalidRunLog(line: 0, reason: "it cannot be read: it is a pipe")
        }
        do {
            file = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
        } catch {
            throw InvalidRunLog(line: 0, reason: "it cannot be read: \(reason(of: error))")
        }
    }

    /// Where the line that was read last starts in the file.
    var offset: UInt64 { bufferOffset + UInt64(range.lowerBound) }

    /// Goes to the next line; false at the end of the file.
    mutating func advance() throws(InvalidRunLog) -> Bool {
        var searched = next
        while true {
            if let feed = feed(from: searched) {
                advance(to: feed)
                return true
            }
            searched = buffer.count - next
            guard searched <= RunLogLines.maximumLineLength else {
                throw InvalidRunLog(
                    line: 0, reason: "a line is longer than \(RunLogLines.maximumLineLength) bytes")
            }
            guard try fill() else { break }
            searched += next
        }
        guard next < buffer.count else { return false }
        range = next..<buffer.count
        isWhole = false
        next = buffer.count
        return true
    }

    /// The bytes of a part of the line that was read last.
    func bytes(in range: Range<Int>) -> [UInt8] { Array(buffer[range]) }

    private func feed(from start: Int) -> Int? {
        let bytes = buffer.span
        var place = start
        while place < bytes.count {
            if bytes[place] == 0x0A { return place }
            place += 1
        }
        return nil
    }

    /// Goes to the next line, of which is known where its line feed stands in the buffer.
    mutating func advance(to feed: Int) {
        range = next..<feed
        isWhole = true
        next = feed + 1
    }

    /// Goes to the line that starts at an offset.
    mutating func read(at offset: UInt64) throws(InvalidRunLog) {
        try turn(to: offset)
        guard try advance() else {
            throw InvalidRunLog(line: 0, reason: "the run log became shorter while it was read")
        }
    }

    /// Makes the line that starts at an offset the next one.
    mutating func turn(to offset: UInt64) throws(InvalidRunLog) {
        if offset >= bufferOffset, offset <= bufferOffset + UInt64(buffer.count) {
            next = Int(offset - bufferOffset)
        } else {
            do {
                try file.seek(toOffset: offset)
            } catch {
                throw InvalidRunLog(line: 0, reason: "the run log cannot be read: \(reason(of: error))")
            }
            buffer.removeAll(keepingCapacity: true)
            bufferOffset = offset
            next = 0
            isAtEnd = false
            portion = RunLogLines.portions.first
        }
    }

    /// Reads another portion after dropping what was used; false at the end of the file.
    private mutating func fill() throws(InvalidRunLog) -> Bool {
        guard !isAtEnd else { return false }
        buffer.removeSubrange(..<next)
        bufferOffset += UInt64(next)
        next = 0
        do {
            guard let read = try file.read(upToCount: portion), !read.isEmpty else {
                isAtEnd = true
                return false
            }
            buffer.append(contentsOf: read)
            portion = min(2 * portion, RunLogLines.portions.largest)
            return true
        } catch {
            throw InvalidRunLog(line: 0, reason: "the run log cannot be read: \(reason(of: error))")
        }
    }
}
