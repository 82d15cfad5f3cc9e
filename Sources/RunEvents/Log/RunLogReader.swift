/// Reads a run log's events one after the other, in bounded memory.
///
/// Events and members that this version does not know are passed over. A last line without a line feed that
/// cannot be read is torn: the run was killed while it wrote. Any other line that cannot be read is an error.
package struct RunLogReader {
    /// The line that was gone to.
    private(set) var lines: RunLogLines
    private var lineNumber = 0
    /// Whether the last line was torn.
    package private(set) var isTorn = false

    package init(path: String) throws(InvalidRunLog) {
        lines = try RunLogLines(path: path)
    }

    /// The next event; nil at the end of the log.
    package mutating func next() throws(InvalidRunLog) -> RunEvent? {
        while try advance() {
            if let event = try event() { return event }
        }
        return nil
    }

    /// Goes to the next line that is not empty; false at the end of the log.
    mutating func advance() throws(InvalidRunLog) -> Bool {
        repeat {
            guard try lines.advance() else { return false }
            lineNumber += 1
        } while lines.range.isEmpty
        return true
    }

    /// Goes to the next line, of which is known where its line feed stands in the buffer.
    mutating func advance(to feed: Int) {
        lines.advance(to: feed)
        lineNumber += 1
    }

    /// The event of the line that was gone to; nil where this version knows none like it or it is torn.
    mutating func event() throws(InvalidRunLog) -> RunEvent? {
        do throws(MalformedLine) {
            return try RunEvent.read(lines.buffer, in: lines.range)
        } catch {
            return try tolerate(error)
        }
    }

    /// The kind of event and the case that the line that was gone to tells of, without reading all of it.
    mutating func head() throws(InvalidRunLog) -> RunLogHead? {
        do throws(MalformedLine) {
            return try RunLogHead.read(lines.buffer, in: lines.range)
        } catch {
            return try tolerate(error)
        }
    }

    /// Where the line that was gone to starts.
    var offset: UInt64 { lines.offset }

    func invalid(_ reason: String) -> InvalidRunLog {
        InvalidRunLog(line: lineNumber, reason: reason)
    }

    private mutating func tolerate<Value>(_ error: MalformedLine) throws(InvalidRunLog) -> Value? {
        guard lines.isWhole else {
            isTorn = true
            return nil
        }
        throw invalid(error.reason)
    }
}
