import AssayCommands
import Testing

/// A stream that cannot be written is told on the other one, and is the world's fault.
@Suite struct BrokenStreamTests {
    @Test(arguments: [["schema", "scenario"], ["--help"], ["list"]])
    func `data that nobody takes gives status 6 and a word`(arguments: [String]) async throws {
        let folder = try TemporaryFolder()
        try folder.write(oneCreate(), to: "Scenarios/a.yaml")
        let bench = CommandBench(breaking: .data)
        #expect(await bench.run(arguments, in: folder.path) == .worldFailed)
        #expect(bench.messages == "assay: error: the stream cannot be written\n")
    }

    @Test func `messages that nobody takes give status 6`() async throws {
        let folder = try TemporaryFolder()
        try folder.write(oneCreate(), to: "Scenarios/a.yaml")
        let bench = CommandBench(breaking: .messages)
        #expect(await bench.run("run", in: folder.path) == .worldFailed)
    }
}
