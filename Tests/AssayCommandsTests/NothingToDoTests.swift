import AssayCommands
import Testing

/// Zero cases is no success, whatever the command.
@Suite struct NothingToDoTests {
    @Test(arguments: ["check", "list", "run"])
    func `a folder without scenarios gives status 5 and a word`(command: String) async throws {
        let folder = try TemporaryFolder()
        try folder.write("", to: "Scenarios/notes.txt")
        let bench = CommandBench()
        #expect(await bench.run(command, in: folder.path) == .nothingRan)
        #expect(!bench.messages.isEmpty)
        #expect(bench.data.isEmpty)
    }
}
