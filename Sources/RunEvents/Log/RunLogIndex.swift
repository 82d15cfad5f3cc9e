import Diagnostics
import Foundation

/// Where each case stands in a run log, so that reports are written from it in plan order.
///
/// Made in one pass; it holds 24 bytes a case (32 where the plan mixes files), and some for each file.
package struct RunLogIndex {
    package let path: String
    package let header: RunHeader
    /// The end of the run; none where the run was killed before it.
    package private(set) var footer: RunFinished?
    /// The scenario files, in the order in which the plan first names them.
    package private(set) var suites: [LoggedSuite] = []
    /// Whether the last line was torn: the run was killed while it wrote.
    package private(set) var isTorn = false
    private(set) var entries: [LoggedEntry] = []
    /// The entries file by file, in plan order within each; empty where the plan has them in that order.
    private(set) var order: [UInt32] = []
    /// The suite of each entry, as long as the log is read and the plan mixes files.
    private var suiteOfEntry: [UInt32] = []
    private var suitesByFile: [String: UInt32] = [:]
    /// A hash of each case's file and name, sorted.
    private var nameHashes: [UInt64] = []
    /// Whether any two cases of a file share a name.
    package private(set) var hasRepeatedNames = false

    /// The planned line that was read last, and what the next one need not be read for if it says the same.
    private var latest: Latest?

    private struct Latest {
        var file: [UInt8]
        var requirements: [UInt8]
        /// Whether reports can show the requirements as they stand.
        var isPlain: Bool
        var suite: Int
        var hash: NameHash
    }

    package init(path: String) throws(InvalidRunLog) {
        self.path = path
        var reader = try RunLogReader(path: path)
        guard try reader.advance() else { throw InvalidRunLog(line: 0, reason: "the run log is empty") }
        guard case .runStarted(let header) = try reader.event() else {
            throw reader.invalid("a run log starts with a 'run-started' line")
        }
        self.header = header
        // No planned line is shorter, so that a header which lies cannot make us reserve much.
        let capacity = min(header.caseCount, fileSize(path) / 48)
        entries.reserveCapacity(capacity)
        nameHashes.reserveCapacity(capacity)
        while true {
            while try takesUsual(&reader) {}
            guard try reader.advance() else { break }
            guard let head = try reader.head() else { continue }
            try take(head, from: &reader)
        }
        isTorn = reader.isTorn
        countUnfinished()
        nameHashes.sort()
        hasRepeatedNames = zip(nameHashes, nameHashes.dropFirst()).contains { $0 == $1 }
        arrange()
    }

    package var caseCount: Int { entries.count }

    /// How the run's cases ended; those that did not end count as inconclusive.
    package var counts: VerdictCounts {
        suites.reduce(into: VerdictCounts()) { counts, suite in counts.add(suite.counts) }
    }

    /// How long the run took: as it says itself or, if it was killed, what its cases took together.
    package var elapsed: Duration {
        footer?.elapsed ?? suites.reduce(.zero) { sum, suite in sum + suite.elapsed }
    }

    /// All cases, file by file, in plan order within each.
    package func cases() throws(InvalidRunLog) -> LoggedCases {
        try LoggedCases(self, 0..<entries.count)
    }

    /// The cases of one file, in plan order.
    package func cases(of suite: LoggedSuite) throws(InvalidRunLog) -> LoggedCases {
        try LoggedCases(self, suite.range)
    }

    /// How many cases of this file have this name; two names that hash alike count together.
    package func caseCount(named name: String, in file: String) -> Int {
        var sought = NameHash(file: file)
        sought.add(name)
        let hash = sought.value
        var low = 0
        var high = nameHashes.count
        while low < high {
            let middle = (low + high) / 2
            if nameHashes[middle] < hash { low = middle + 1 } else { high = middle }
        }
        return nameHashes[low...].prefix { $0 == hash }.count
    }

    func entry(at place: Int) -> LoggedEntry {
        entries[order.isEmpty ? place : Int(order[place])]
    }

    private mutating func take(_ head: RunLogHead, from reader: inout RunLogReader) throws(InvalidRunLog) {
        switch head.kind {
        case .runStarted: throw reader.invalid("a run log holds one run, and here another one starts")
        case .casePlanned:
            guard case .casePlanned(let planned) = try reader.event() else { return }
            guard planned.index == entries.count else {
                throw reader.invalid("case \(planned.index) is planned where case \(entries.count) is next")
            }
            plan(planned, reader)
        case .caseStarted:
            entries[try known(head.caseIndex, reader)].start()
        case .caseFinished:
            let index = try known(head.caseIndex, reader)
            guard case .caseFinished(let finished) = try reader.event() else { return }
            try checkUnfinished(index, reader)
            entries[index].finish(at: reader.offset)
            let suite = suite(ofEntry: index)
            suites[suite].counts.count(finished)
            suites[suite].elapsed += finished.elapsed
        case .runFinished:
            if case .runFinished(let footer) = try reader.event() { self.footer = footer }
        case .step, .exchange, .check: break
        }
    }

    private func known(_ index: Int?, _ reader: RunLogReader) throws(InvalidRunLog) -> Int {
        guard let index, entries.indices.contains(index) else {
            throw reader.invalid("case \(index ?? 0) was never planned")
        }
        return index
    }

    private func checkUnfinished(_ index: Int, _ reader: RunLogReader) throws(InvalidRunLog) {
        guard !entries[index].isFinished else {
            throw reader.invalid("case \(index) finishes a second time")
        }
    }

    /// Takes the next line if it can be understood without searching its end and reading it as JSON, as nearly
    /// all of a long log can.
    private mutating func takesUsual(_ reader: inout RunLogReader) throws(InvalidRunLog) -> Bool {
        if let (line, hash) = likeLatest(reader), let latest {
            reader.advance(to: line.end)
            suites[latest.suite].takeLikeLatest()
            append(
                LoggedEntry(planned: reader.offset, isPlain: latest.isPlain), hash, to: latest.suite)
            return true
        }
        if let line = PassedLine(reader.lines.buffer.span, at: reader.lines.next) {
            reader.advance(to: line.end)
            let index = try known(line.index, reader)
            try checkUnfinished(index, reader)
            entries[index].pass(nanoseconds: line.nanoseconds)
            suites[suite(ofEntry: index)].takePassed(.nanoseconds(Int64(line.nanoseconds)))
            return true
        }
        return false
    }

    /// The next line with its case's hash, if it plans a case that differs from the latest one in its name alone.
    private func likeLatest(_ reader: RunLogReader) -> (line: PlannedLine, hash: UInt64)? {
        let bytes = reader.lines.buffer.span
        guard let latest, let line = PlannedLine(bytes, at: reader.lines.next), line.index == entries.count,
            bytes.holds(latest.file, in: line.file), bytes.holds(latest.requirements, in: line.requirements),
            let hash = line.hash(of: bytes, after: latest.hash)
        else { return nil }
        return (line, hash)
    }

    private mutating func plan(_ planned: PlannedCase, _ reader: RunLogReader) {
        let suite = suiteNumber(of: planned.file)
        if suiteOfEntry.isEmpty, suite != suites.count - 1 {
            suiteOfEntry.reserveCapacity(entries.capacity)
            for (number, earlier) in suites.enumerated() {
                suiteOfEntry.append(contentsOf: repeatElement(UInt32(number), count: earlier.caseCount))
            }
        }
        suites[suite].take(planned)
        var hash = NameHash(file: planned.file)
        let bytes = reader.lines.buffer.span
        let line = PlannedLine(bytes, at: reader.lines.range.lowerBound)
        latest = line.map { line in
            let requirements = reader.lines.bytes(in: line.requirements)
            return Latest(
                file: Array(planned.file.utf8), requirements: requirements,
                isPlain: requirements.count < 4096 && requirements.allSatisfy { $0 >= 0x20 && $0 < 0x7F },
                suite: suite, hash: hash)
        }
        hash.add(planned.reportName)
        append(LoggedEntry(planned: reader.offset, isPlain: false), hash.value, to: suite)
    }

    private mutating func append(_ entry: LoggedEntry, _ hash: UInt64, to suite: Int) {
        if !suiteOfEntry.isEmpty { suiteOfEntry.append(UInt32(suite)) }
        entries.append(entry)
        nameHashes.append(hash)
    }

    private mutating func suiteNumber(of file: String) -> Int {
        if let last = suites.last, last.file == file { return suites.count - 1 }
        if let number = suitesByFile[file] { return Int(number) }
        suitesByFile[file] = UInt32(suites.count)
        suites.append(LoggedSuite(file: file, firstPlace: entries.count))
        return suites.count - 1
    }

    private func suite(ofEntry index: Int) -> Int {
        guard suiteOfEntry.isEmpty else { return Int(suiteOfEntry[index]) }
        var low = 0
        var high = suites.count - 1
        while low < high {
            let middle = (low + high + 1) / 2
            if suites[middle].range.lowerBound <= index { low = middle } else { high = middle - 1 }
        }
        return low
    }

    private mutating func countUnfinished() {
        for (index, entry) in entries.enumerated() where !entry.isFinished {
            suites[suite(ofEntry: index)].counts.count(.inconclusive, isKnownFailure: false)
        }
    }

    /// Puts the entries file by file where the plan does not.
    private mutating func arrange() {
        suitesByFile = [:]
        guard !suiteOfEntry.isEmpty else { return }
        var places: [Int] = []
        var place = 0
        for number in suites.indices {
            places.append(place)
            suites[number].move(to: place)
            place += suites[number].caseCount
        }
        order = Array(repeating: 0, count: entries.count)
        for (index, suite) in suiteOfEntry.enumerated() {
            order[places[Int(suite)]] = UInt32(index)
            places[Int(suite)] += 1
        }
        suiteOfEntry = []
    }
}

private func fileSize(_ path: String) -> Int {
    let size = try? FileManager.default.attributesOfItem(atPath: path)[.size] as? NSNumber
    return size?.intValue ?? 0
}
