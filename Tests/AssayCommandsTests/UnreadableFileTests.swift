import AssayCommands
import Testing

/// What cannot be read is told with its name and the reason.
@Suite struct UnreadableFileTests {
    @Test(arguments: [
        (["cleanup", "nowhere.jsonl"], "nowhere.jsonl cannot be read: there is no such file"),
        (["cleanup", "Scenarios"], "Scenarios cannot be read: it is a folder"),
        (
            ["run", "--rerun-failed", "--log", "nowhere.jsonl"],
            "nowhere.jsonl: it cannot be read: no such file"
        ),
    ])
    func `a file that cannot be read is named`(arguments: [String], words: String) async throws {
        let folder = try TemporaryFolder()
        try folder.write(oneCreate(), to: "Scenarios/a.yaml")
        let bench = CommandBench()
        #expect(await bench.run(arguments, in: folder.path) == .usage)
        #expect(bench.messages.contains(words), "\(bench.messages)")
    }
}
