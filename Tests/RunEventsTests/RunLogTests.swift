import Foundation
import RunEvents
import Testing

private func log(_ events: [RunEvent], at path: String) throws {
    let writer = try RunLogWriter(path: path)
    for event in events { try writer.record(event) }
    try writer.close()
}

@Test func `a log holds the events in order, in folders that were not there`() throws {
    try withTemporaryFolder { folder in
        let path = "\(folder)/new/deep/run.jsonl"
        try log(SampleEvents.all, at: path)
        var reader = try RunLogReader(path: path)
        var events: [RunEvent] = []
        while let event = try reader.next() { events.append(event) }
        #expect(events == SampleEvents.all)
        #expect(!reader.isTorn)
    }
}

@Test func `a finished case is in the file before the call returns`() throws {
    try withTemporaryFolder { folder in
        let path = "\(folder)/run.jsonl"
        let writer = try RunLogWriter(path: path)
        try writer.record(.casePlanned(SampleEvents.planned(0, file: "a.yaml", label: nil)))
        try writer.record(.caseFinished(SampleEvents.finished(0, .passed)))
        let text = try String(contentsOfFile: path, encoding: .utf8)
        #expect(text.hasSuffix("\n"))
        #expect(text.contains("case-finished"))
        try writer.close()
    }
}

@Test func `an older log is emptied first`() throws {
    try withTemporaryFolder { folder in
        let path = try write(String(repeating: "old\n", count: 1000), to: "run.jsonl", in: folder)
        try log([.runStarted(SampleEvents.header)], at: path)
        let text = try String(contentsOfFile: path, encoding: .utf8)
        #expect(text == String(decoding: RunEvent.runStarted(SampleEvents.header).line, as: UTF8.self))
    }
}

@Test(.enabled(if: FileManager.default.fileExists(atPath: "/dev/full")))
func `a full disk is told, and nothing is recorded afterwards`() throws {
    let writer = try RunLogWriter(path: "/dev/full")
    let failure = RecordFailure(path: "/dev/full", reason: "no space is left on the device")
    #expect(throws: failure) { try writer.record(.runStarted(SampleEvents.header)) }
    #expect(throws: failure) { try writer.record(.caseStarted(CaseStarted(index: 0, offset: .zero))) }
    #expect(throws: failure) { try writer.close() }
}

@Test func `a log that cannot be made is told`() throws {
    try withTemporaryFolder { folder in
        let file = try write("x", to: "file", in: folder)
        #expect(throws: RecordFailure.self) { _ = try RunLogWriter(path: "\(file)/run.jsonl") }
        #expect(throws: RecordFailure.self) { _ = try RunLogWriter(path: folder) }
    }
}

@Test func `many tasks may record at once`() async throws {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID().uuidString).jsonl")
        .path
    defer { try? FileManager.default.removeItem(atPath: path) }
    let writer = try RunLogWriter(path: path)
    try await withThrowingTaskGroup(of: Void.self) { group in
        for task in 0..<8 {
            group.addTask {
                for _ in 0..<200 {
                    try writer.record(.caseStarted(CaseStarted(index: task, offset: .seconds(task))))
                    try writer.record(.caseFinished(SampleEvents.finished(task, .passed)))
                }
            }
        }
        try await group.waitForAll()
    }
    try writer.close()
    var reader = try RunLogReader(path: path)
    var count = 0
    while try reader.next() != nil { count += 1 }
    #expect(count == 3200)
}

@Test func `a torn last line is passed over, a damaged one before it is not`() throws {
    try withTemporaryFolder { folder in
        let whole = SampleEvents.all.map { String(decoding: $0.line, as: UTF8.self) }
        let torn = try write(whole.joined() + whole[2].prefix(60), to: "torn", in: folder)
        var reader = try RunLogReader(path: torn)
        var count = 0
        while try reader.next() != nil { count += 1 }
        #expect(count == whole.count)
        #expect(reader.isTorn)

        let damaged = try write(whole[0] + whole[2].prefix(60) + "\n" + whole[4], to: "damaged", in: folder)
        var other = try RunLogReader(path: damaged)
        #expect(throws: InvalidRunLog.self) {
            while try other.next() != nil {}
        }
    }
}

@Test func `a complete last line without a line feed counts`() throws {
    try withTemporaryFolder { folder in
        let line = String(decoding: RunEvent.runStarted(SampleEvents.header).line.dropLast(), as: UTF8.self)
        var reader = try RunLogReader(path: try write(line, to: "log", in: folder))
        #expect(try reader.next() == .runStarted(SampleEvents.header))
        #expect(try reader.next() == nil)
        #expect(!reader.isTorn)
    }
}

@Test func `lines longer than one portion are read whole`() throws {
    try withTemporaryFolder { folder in
        var finished = SampleEvents.finished(0, .failed)
        finished.problems = [
            Problem(
                kind: "body", message: "m", place: "p", requirement: nil,
                text: String(repeating: "0123456789", count: 200_000))
        ]
        let events: [RunEvent] = [
            .runStarted(SampleEvents.header), .caseFinished(finished), .caseFinished(finished),
        ]
        try log(events, at: "\(folder)/run.jsonl")
        var reader = try RunLogReader(path: "\(folder)/run.jsonl")
        for event in events { #expect(try reader.next() == event) }
        #expect(try reader.next() == nil)
    }
}

@Test func `a pipe is no run log, and nobody is waited for`() throws {
    try withTemporaryFolder { folder in
        let path = "\(folder)/pipe"
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["mkfifo", path]
        try process.run()
        process.waitUntilExit()
        #expect(throws: InvalidRunLog(line: 0, reason: "it cannot be read: it is a pipe")) {
            _ = try RunLogReader(path: path)
        }
    }
}
