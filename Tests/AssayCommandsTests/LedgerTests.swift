import AssayCommands
import Testing

@Suite struct LedgerTests {
    private func entry(_ event: LedgerEntry.Event, _ number: Int?, _ name: String) -> LedgerEntry {
        LedgerEntry(
            event: event, number: number, endpoint: "https://events.us-east-1.amazonaws.com",
            region: "us-east-1",
            name: name, account: "123456789012", time: 1_700_000_000.25)
    }

    @Test func `what was created and not deleted is left`() {
        let balance = LedgerBalance([
            entry(.create, 1, "a"), entry(.created, 1, "a"), entry(.create, 2, "b"), entry(.created, 2, "b"),
            entry(.deleted, nil, "a"),
        ])
        #expect(balance.left.map(\.name) == ["b"])
    }

    @Test func `a create without an answer may have come through`() {
        #expect(LedgerBalance([entry(.create, 1, "a")]).left.map(\.name) == ["a"])
    }

    @Test func `a name that was only refused is not ours`() {
        #expect(LedgerBalance([entry(.create, 1, "a"), entry(.refused, 1, "a")]).left.isEmpty)
    }

    @Test func `a duplicate that was refused does not take the first one off`() {
        let balance = LedgerBalance([
            entry(.create, 1, "a"), entry(.created, 1, "a"), entry(.create, 2, "a"), entry(.refused, 2, "a"),
        ])
        #expect(balance.left.map(\.name) == ["a"])
    }

    @Test func `a refusal beside an open create leaves the open one`() {
        let balance = LedgerBalance([
            entry(.create, 1, "a"), entry(.create, 2, "a"), entry(.refused, 2, "a"),
        ])
        #expect(balance.left.map(\.name) == ["a"])
    }

    @Test func `what was written is read again and continued`() throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/deep/ledger.jsonl"
        let first = try LedgerFile(path: path)
        #expect(first.takeNumber() == 1)
        try first.append(entry(.create, 1, "a/\"b\"\n"))
        let second = try LedgerFile(path: path)
        #expect(second.takeNumber() == 2)
        try second.append(entry(.created, 1, "a/\"b\"\n"))
        #expect(
            try LedgerFile.read(path) == [entry(.create, 1, "a/\"b\"\n"), entry(.created, 1, "a/\"b\"\n")])
    }

    @Test func `what several runs write at the same time is all there`() async throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/ledger"
        try await withThrowingTaskGroup(of: Void.self) { group in
            for writer in 0..<4 {
                let ledger = try LedgerFile(path: path)
                group.addTask {
                    for number in 0..<25 { try ledger.append(entry(.create, number, "\(writer)/\(number)")) }
                }
            }
            try await group.waitForAll()
        }
        #expect(Set(try LedgerFile.read(path).map(\.name)).count == 100)
    }

    @Test func `the same number of another run's create is another create`() {
        let balance = LedgerBalance([
            entry(.create, 1, "a"), entry(.create, 1, "b"), entry(.create, 2, "a"), entry(.refused, 1, "b"),
            entry(.refused, 2, "a"),
        ])
        #expect(balance.left.map(\.name) == ["a"])
    }

    @Test func `a torn last line neither counts nor swallows the next one`() throws {
        let folder = try TemporaryFolder()
        let whole = String(decoding: entry(.create, 1, "a").line, as: UTF8.self)
        try folder.write(whole + "{\"ledger\":1,\"event\":\"cre", to: "ledger")
        let ledger = try LedgerFile(path: folder.path + "/ledger")
        try ledger.append(entry(.create, 2, "b"))
        #expect(try LedgerFile.read(ledger.path).map(\.name) == ["a", "b"])
    }

    @Test(arguments: ["{\"event\":\"case-started\"}\n{}\n", "hello\n", "[1]\n"])
    func `another file is not taken for a ledger`(text: String) throws {
        let folder = try TemporaryFolder()
        try folder.write(text, to: "other")
        #expect(throws: LedgerFailure.self) { try LedgerFile.read(folder.path + "/other") }
    }

    @Test func `a ledger that is not there is told`() {
        #expect(throws: LedgerFailure(message: "the ledger /nowhere/l cannot be read: there is no such file"))
        {
            try LedgerFile.read("/nowhere/l")
        }
    }
}
