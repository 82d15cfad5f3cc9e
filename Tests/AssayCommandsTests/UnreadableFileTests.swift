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

    @Test(arguments: ["run", "list", "check"])
    func `a line that means no case is an error`(command: String) async throws {
        let folder = try TemporaryFolder()
        let rows = "cases:\n  - { case: a, n: 1 }\n  # b\n  - { case: b, n: 2 }\nsteps:"
        let text = oneCreate().replacing("steps:", with: rows).replacing("${unique}", with: "${n}")
        try folder.write(text, to: "a.yaml")
        let count = text.split(separator: "\n").count
        let comment = try #require(text.split(separator: "\n").firstIndex(of: "  # b")) + 1
        for (line, words) in [
            (count + 1, "there is no line \(count + 1) in 'a.yaml', which has \(count) lines"),
            (0, "there is no line 0 in 'a.yaml'"),
            (comment, "line \(comment) of 'a.yaml' is in no row of its table"),
        ] {
            let bench = CommandBench()
            #expect(await bench.run([command, "a.yaml:\(line)"], in: folder.path) == .usage)
            #expect(bench.messages.contains(words), "\(bench.messages)")
        }
    }
}
