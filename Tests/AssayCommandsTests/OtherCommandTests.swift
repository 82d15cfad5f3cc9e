import AssayCommands
import Foundation
import JSONTree
import Testing

@Suite struct OtherCommandTests {
    @Test(arguments: [
        (["help"], AssayCommands.ExitStatus.passed, ""), (["help", "run"], .passed, ""),
        (["help", "rum"], .usage, "there is no command 'rum' to help with; did you mean 'run'?"),
        (["help", "nonsense"], .usage, "there is no command 'nonsense' to help with"),
        (["--help"], .passed, ""), (["nonsense"], .usage, "nonsense"),
    ])
    func `help is for commands that exist`(
        arguments: [String], status: AssayCommands.ExitStatus, complaint: String
    ) async throws {
        let bench = CommandBench()
        #expect(await bench.run(arguments, in: try TemporaryFolder().path) == status)
        #expect(complaint.isEmpty ? bench.messages.isEmpty : bench.messages.contains(complaint))
    }

    @Test(arguments: [
        ("127.0.0.1:4010", "did you mean 'http://127.0.0.1:4010'?"),
        ("localhost:4010/path", "did you mean 'http://localhost:4010/path'?"),
        ("events.example.com", "did you mean 'http://events.example.com'?"), ("fak", "did you mean 'fake'?"),
        ("ftp://x.y", "it takes fake, aws or a URL"),
    ])
    func `a target that is none is told what was meant`(target: String, hint: String) async throws {
        let bench = CommandBench()
        #expect(await bench.run("run", "--target", target, in: try TemporaryFolder().path) == .usage)
        #expect(bench.messages.contains(hint))
        #expect(!bench.messages.contains("ftp://x.y; did"))
    }

    @Test func `a report does not take the place of its run log`() async throws {
        let folder = try TemporaryFolder()
        try folder.write("kept", to: "run.jsonl")
        let bench = CommandBench()
        #expect(await bench.run("report", "run.jsonl", "--junit", "./run.jsonl", in: folder.path) == .usage)
        #expect(bench.messages.contains("the report would wipe out the run log"))
        #expect(try folder.text(of: "run.jsonl") == "kept")
    }

    @Test func `check tells every mistake of every file on standard output`() async throws {
        let folder = try TemporaryFolder()
        try folder.write(oneCreate(), to: "Scenarios/a.yaml")
        try folder.write("assay: 1\nscenario: x\nstep: []\nsteps: []\n", to: "Scenarios/b.yaml")
        let bench = CommandBench()
        #expect(await bench.run("check", in: folder.path) == .invalidScenario)
        #expect(bench.data.contains("Scenarios/b.yaml:3:1: error: "))
        #expect(bench.messages.hasPrefix("2 files: "))
    }

    @Test func `check is content with what is right`() async throws {
        let folder = try TemporaryFolder()
        try folder.write(oneCreate(), to: "Scenarios/a.yaml")
        let bench = CommandBench()
        #expect(await bench.run("check", in: folder.path) == .passed)
        #expect(bench.data.isEmpty)
        #expect(bench.messages == "1 file, 1 case: no errors\n")
    }

    @Test func `files that cannot be read as text are mistakes too`() async throws {
        let folder = try TemporaryFolder()
        try folder.write("assay: 1\n", to: "a.yaml")
        let bench = CommandBench()
        #expect(await bench.run("check", "a.yaml", "a.yaml", in: folder.path) == .invalidScenario)
        #expect(bench.messages.hasPrefix("1 file: "))
    }

    @Test func `list names cases with their places`() async throws {
        let folder = try TemporaryFolder()
        try folder.write(oneCreate(tags: "a, b"), to: "Scenarios/a.yaml")
        try folder.write(oneCreate(title: "Another", tags: "c"), to: "Scenarios/b.yaml")
        let bench = CommandBench()
        #expect(await bench.run("list", "--skip-tag", "c", in: folder.path) == .passed)
        #expect(bench.data == "Scenarios/a.yaml:2  One create  []\n")
    }

    @Test func `list speaks JSON`() async throws {
        let folder = try TemporaryFolder()
        try folder.write(oneCreate(tags: "a, b"), to: "Scenarios/a.yaml")
        let bench = CommandBench()
        #expect(await bench.run("list", "--json", in: folder.path) == .passed)
        let cases = try JSONReader.read(bench.data)
        #expect(cases[0]?["scenario"] == "One create")
        #expect(cases[0]?["tags"] == ["a", "b"])
        #expect(cases[0]?["line"]?.number?.int == 2)
    }

    @Test func `list knows every requirement of the catalogue`() async throws {
        let folder = try TemporaryFolder()
        try folder.write(oneCreate(), to: "Scenarios/a.yaml")
        let bench = CommandBench()
        #expect(await bench.run("list", "--requirements", "--json", in: folder.path) == .passed)
        let all = try #require(try JSONReader.read(bench.data).array)
        #expect(all.count > 20)
        #expect(all.allSatisfy { $0["id"]?.string?.hasPrefix("CPES-") == true && $0["cases"] == [] })
    }

    @Test func `a report comes from a run log, also from one that breaks off`() async throws {
        let folder = try TemporaryFolder()
        try folder.write(oneCreate(), to: "Scenarios/a.yaml")
        #expect(await CommandBench().run("run", in: folder.path) == .passed)
        let log = try folder.text(of: "Reports/run.jsonl").split(separator: "\n")
        try folder.write(log.prefix(3).joined(separator: "\n") + "\n{\"event\":\"ste", to: "torn.jsonl")
        let bench = CommandBench()
        #expect(
            await bench.run("report", "torn.jsonl", "--junit", "deep/torn.xml", in: folder.path) == .passed)
        #expect(try folder.text(of: "deep/torn.xml").contains("tests=\"1\" failures=\"0\" errors=\"1\""))
        let check = CommandBench()
        #expect(await check.run("report", "--validate", "deep/torn.xml", in: folder.path) == .passed)
        #expect(check.messages == "deep/torn.xml: valid, 1 case, 0 failures, 1 errors, 0 skipped\n")
    }

    @Test func `a run is told again from its log, with its status`() async throws {
        let folder = try TemporaryFolder()
        try folder.write(oneCreate(), to: "Scenarios/a.yaml")
        try folder.write(oneCreate(title: "Another", expect: "status: 201"), to: "Scenarios/b.yaml")
        let run = CommandBench()
        #expect(await run.run("run", in: folder.path) == .failed)
        let bench = CommandBench()
        #expect(await bench.run("report", "Reports/run.jsonl", in: folder.path) == .failed)
        #expect(bench.messages.isEmpty)
        let block = try #require(run.messages.range(of: "\nfailed Another\n"))
        let end = try #require(run.messages.range(of: "2 cases: 1 passed, 1 failed in "))
        #expect(bench.data.hasPrefix(run.messages[block.lowerBound...].prefix(200)))
        #expect(bench.data.contains(run.messages[end]))
        let log = try folder.text(of: "Reports/run.jsonl").split(separator: "\n")
        for (count, status, words) in [
            (1, ExitStatus.nothingRan, "0 cases: none ran in "),
            (3, ExitStatus.inconclusive, "2 cases: 2 inconclusive in "),
        ] {
            try folder.write(log.prefix(count).map { "\($0)\n" }.joined(), to: "cut.jsonl")
            let cut = CommandBench()
            #expect(await cut.run("report", "cut.jsonl", in: folder.path) == status)
            #expect(cut.data.contains(words))
        }
        #expect(await bench.run("report", "cut.jsonl", "--junit-flavor", "ant", in: folder.path) == .usage)
    }

    @Test func `a report that is none is not valid`() async throws {
        let folder = try TemporaryFolder()
        try folder.write("<testsuites><testsuite name='x'><testcase/></testsuite></testsuites>", to: "x.xml")
        let bench = CommandBench()
        #expect(await bench.run("report", "--validate", "x.xml", in: folder.path) == .failed)
        #expect(bench.data.contains("x.xml:1:"))
    }

    @Test(arguments: [
        "scenario", "run-log", "junit", "junit-jenkins", "junit-surefire", "junit-ant", "junit-rich",
    ])
    func `every schema is printed`(subject: String) async throws {
        let folder = try TemporaryFolder()
        let bench = CommandBench()
        #expect(await bench.run("schema", subject, in: folder.path) == .passed)
        #expect(bench.data.contains("schema"))
    }
}
