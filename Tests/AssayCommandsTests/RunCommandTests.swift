import AssayCommands
import Foundation
import ScenarioRunner
import Testing

@Suite struct RunCommandTests {
    private func suite(_ files: [String: String]) throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        for (name, text) in files { try folder.write(text, to: name) }
        return folder
    }

    @Test func `without arguments the folder Scenarios runs against the fake`() async throws {
        let folder = try suite([
            "Scenarios/a.yaml": oneCreate(), "Scenarios/b.yaml": oneCreate(title: "Another"),
        ])
        let bench = CommandBench()
        #expect(await bench.run("run", in: folder.path) == .passed)
        #expect(bench.messages.contains("2 cases: 2 passed"))
        #expect(bench.data.isEmpty)
        #expect(try folder.text(of: "Reports/junit.xml").contains("tests=\"2\" failures=\"0\""))
        #expect(try folder.text(of: "Reports/run.jsonl").contains("\"event\":\"run-finished\""))
    }

    @Test func `a missing folder Scenarios is told with what would help`() async throws {
        let folder = try TemporaryFolder()
        let bench = CommandBench()
        #expect(await bench.run("run", in: folder.path) == .usage)
        #expect(bench.messages.contains("there is no file or folder 'Scenarios'; name the scenarios to use"))
    }

    @Test func `a failed case gives status 1, its place and the way to repeat it`() async throws {
        let folder = try suite(["s.yaml": oneCreate(expect: "error: LimitExceededException")])
        let bench = CommandBench()
        #expect(await bench.run("run", "s.yaml", in: folder.path) == .failed)
        #expect(bench.messages.contains("at s.yaml:7:15"))
        #expect(bench.messages.contains("curl --silent"))
        #expect(try folder.text(of: "Reports/junit.xml").contains("<failure "))
    }

    @Test func `nothing is sent when any file is wrong`() async throws {
        let folder = try suite(["S/a.yaml": oneCreate(), "S/b.yaml": "assay: 1\nscenario: x\nstep: []\n"])
        let bench = CommandBench()
        #expect(await bench.run("run", "S", in: folder.path) == .invalidScenario)
        #expect(bench.messages.contains("S/b.yaml:3:1: error: "))
        #expect(!FileManager.default.fileExists(atPath: folder.path + "/Reports/run.jsonl"))
    }

    @Test(arguments: [
        ["--log", "out", "--junit", "./out"], ["--log", "Reports/junit.xml"],
        ["--log", "Reports/../linked", "--ledger", "kept"], ["--junit", "kept", "--ledger", "kept"],
    ])
    func `two outputs cannot share a file`(arguments: [String]) async throws {
        let folder = try suite(["Scenarios/a.yaml": oneCreate(), "kept": "what was there"])
        try FileManager.default.createSymbolicLink(
            atPath: folder.path + "/linked", withDestinationPath: folder.path + "/kept")
        let bench = CommandBench()
        #expect(await bench.run(["run"] + arguments, in: folder.path) == .usage)
        #expect(bench.messages.contains("name the same file"))
        #expect(try folder.text(of: "kept") == "what was there")
    }

    @Test(arguments: [
        ("nowhere.pem", "the certificates to trust cannot be read: nowhere.pem"),
        ("Scenarios", "the certificates to trust cannot be read: Scenarios"),
        ("Scenarios/a.yaml", "there are no certificates in PEM form in Scenarios/a.yaml"),
    ])
    func `a file without certificates is told before anything is sent`(
        bundle: String, message: String
    ) async throws {
        let folder = try suite(["Scenarios/a.yaml": oneCreate()])
        let bench = CommandBench()
        let arguments = ["run", "--target", "https://127.0.0.1:1", "--ca-bundle", bundle]
        #expect(await bench.run(arguments, in: folder.path) == .usage)
        #expect(bench.messages == "assay: error: \(message)\n")
    }

    @Test func `nothing selected is not success`() async throws {
        let folder = try suite(["Scenarios/a.yaml": oneCreate()])
        let bench = CommandBench()
        #expect(await bench.run("run", "--tag", "other", in: folder.path) == .nothingRan)
    }

    @Test func `everything skipped is not success`() async throws {
        let folder = try suite(["Scenarios/a.yaml": oneCreate() + "skip: not today\n"])
        let bench = CommandBench()
        #expect(await bench.run("run", in: folder.path) == .nothingRan)
        #expect(bench.messages.contains("skipped 1 case: not today"))
    }

    @Test func `skipped cases fail a run that does not allow for them`() async throws {
        let folder = try suite([
            "Scenarios/a.yaml": oneCreate(),
            "Scenarios/b.yaml": oneCreate(title: "Another") + "skip: not today\n",
        ])
        #expect(await CommandBench().run("run", in: folder.path) == .passed)
        #expect(await CommandBench().run("run", "--fail-on-skipped", in: folder.path) == .nothingRan)
    }

    @Test func `a target that is not there leaves everything open`() async throws {
        let folder = try suite(["Scenarios/a.yaml": oneCreate()])
        let bench = CommandBench()
        // Port 1 of this machine answers nobody.
        #expect(await bench.run("run", "--target", "http://127.0.0.1:1", in: folder.path) == .inconclusive)
        #expect(bench.messages.contains("using the documented example key AKIDEXAMPLE"))
    }

    @Test(arguments: [
        ["--live"], ["--live", "--allow-account", "123456789012"],
        ["--live", "--allow-account", "123456789012", "--allow-region", "us-east-1"],
        ["--allow-account", "123456789012", "--allow-region", "us-east-1", "--ledger", "l"], [],
    ])
    func `another machine is refused until everything was said`(options: [String]) async throws {
        let folder = try suite(["Scenarios/a.yaml": oneCreate()])
        let bench = CommandBench()
        let environment = ["AWS_ACCESS_KEY_ID": "A", "AWS_SECRET_ACCESS_KEY": "S"]
        let status = await bench.run(
            ["run", "--target", "https://assay.invalid"] + options, in: folder.path, environment: environment)
        #expect(status == .usage)
        #expect(
            bench.messages.contains(
                "is not on this machine, and real sources would be created: say so with --"))
    }

    @Test func `another machine needs credentials, and is told where they were looked for`() async throws {
        let folder = try suite(["Scenarios/a.yaml": oneCreate()])
        let bench = CommandBench()
        let status = await bench.run(
            "run", "--target", "https://assay.invalid", "--live", "--allow-account", "123456789012",
            "--allow-region",
            "us-east-1", "--ledger", "l", in: folder.path)
        #expect(status == .usage)
        #expect(bench.messages.contains("no credentials: AWS_ACCESS_KEY_ID is not set"))
    }

    @Test func `a region that is not allowed is not called`() async throws {
        let folder = try suite(["Scenarios/a.yaml": oneCreate()])
        let bench = CommandBench()
        let status = await bench.run(
            "run", "--target", "aws", "--region", "eu-west-1", "--live", "--allow-account", "123456789012",
            "--allow-region", "us-east-1", "--ledger", "l", in: folder.path,
            environment: ["AWS_ACCESS_KEY_ID": "A", "AWS_SECRET_ACCESS_KEY": "S"])
        #expect(status == .usage)
        #expect(bench.messages.contains("the region eu-west-1 is not allowed"))
    }

    @Test func `variables come from the command line and from files`() async throws {
        let text = oneCreate().replacing("${unique}", with: "${color}")
            .replacing("steps:", with: "vars: { color: red }\nsteps:")
            .replacing("response: {}", with: "response: { EventSourceArn: { ends-with: green } }")
        let folder = try suite(["Scenarios/a.yaml": text, "vars.yaml": "color: green\n"])
        #expect(await CommandBench().run("run", in: folder.path) == .failed)
        #expect(await CommandBench().run("run", "--var", "color=green", in: folder.path) == .passed)
        #expect(await CommandBench().run("run", "--vars", "vars.yaml", in: folder.path) == .passed)
        #expect(
            await CommandBench().run("run", "--vars", "vars.yaml", "--var", "color=blue", in: folder.path)
                == .failed)
    }

    @Test func `a variable that nothing uses is told`() async throws {
        let folder = try suite(["Scenarios/a.yaml": oneCreate()])
        let bench = CommandBench()
        #expect(await bench.run("run", "--var", "teem=green", in: folder.path) == .passed)
        #expect(bench.messages.contains("warning: no scenario that was read uses the variable 'teem'"))
    }

    @Test(arguments: ["unique", "uuid", "now", "region", "partition", "index"])
    func `a built-in value cannot be set`(name: String) async throws {
        let folder = try suite(["Scenarios/a.yaml": oneCreate(), "vars.yaml": "\(name): x\n"])
        let bench = CommandBench()
        #expect(await bench.run("run", "--var", "\(name)=x", in: folder.path) == .usage)
        #expect(bench.messages.contains("the variable '\(name)' is built in"))
        #expect(await CommandBench().run("run", "--vars", "vars.yaml", in: folder.path) == .usage)
    }

    @Test func `partner and account can be set like variables`() async throws {
        let folder = try suite([
            "Scenarios/a.yaml": oneCreate(
                expect: "response: { EventSourceArn: { contains: aws.partner/assay.test/ } }, "
                    + "state: { sources: [{ account: '210987654321' }] }")
        ])
        let status = await CommandBench().run(
            "run", "--var", "partner=assay.test", "--var", "account=210987654321", in: folder.path)
        #expect(status == .passed)
    }

    @Test func `failed cases of an earlier run run again, alone`() async throws {
        let folder = try suite([
            "Scenarios/a.yaml": oneCreate(),
            "Scenarios/b.yaml": oneCreate(title: "Another", expect: "status: 418"),
        ])
        #expect(await CommandBench().run("run", in: folder.path) == .failed)
        let again = CommandBench()
        #expect(await again.run("run", "--rerun-failed", in: folder.path) == .failed)
        #expect(again.messages.contains("1 case: 1 failed"))
    }

    @Test func `a disk that is full gives status 6, even if every case passed`() async throws {
        guard FileManager.default.fileExists(atPath: "/dev/full") else { return }
        let folder = try suite(["Scenarios/a.yaml": oneCreate()])
        #expect(await CommandBench().run("run", "--junit", "/dev/full", in: folder.path) == .worldFailed)
        #expect(await CommandBench().run("run", "--log", "/dev/full", in: folder.path) == .worldFailed)
    }

    @Test func `a closed pipe gives status 6`() async throws {
        let folder = try suite(["Scenarios/a.yaml": oneCreate()])
        #expect(await CommandBench(breaking: .messages).run("run", in: folder.path) == .worldFailed)
        #expect(await CommandBench(breaking: .data).run("list", in: folder.path) == .worldFailed)
    }

    @Test func `a run that was stopped ends with the signal's status and whole reports`() async throws {
        let folder = try suite(["Scenarios/a.yaml": oneCreate()])
        let stop = StopSignal()
        stop.stop(because: SignalEnding.terminate.rawValue)
        #expect(await CommandBench().run("run", in: folder.path, stop: stop) == .terminated)
        #expect(try folder.text(of: "Reports/junit.xml").contains("not run: the run was ended by SIGTERM"))
    }

    @Test(arguments: [
        ["run", "--jobs", "0"], ["run", "--jobs", "many"], ["run", "--timeout", "5"],
        ["run", "--target", "ftp://x"],
        ["run", "--rerun-failed"], ["run", "--shard", "3/2"], ["run", "--shard", "auto"],
        ["run", "--var", "=x"], ["run", "--bogus"],
        ["run", "--unique-prefix", "ci"], ["run", "--unique-prefix", "CI", "--seed", "1"],
        ["run", "--junit-flavor", "gold"], ["run", "--allow-account", "123"], ["run", "--"],
        ["run", "--ca-bundle", "nowhere.pem", "--target", "http://127.0.0.1:1"], ["frobnicate"], ["report"],
        ["report", "log", "--validate", "x"], ["schema"], ["schema", "nothing"], ["cleanup"],
        ["cleanup", "nowhere"], ["run", "--region", "us east"], ["run", "--region", "日本"],
        ["run", "--target", "http://127.0.0.1:1", "--region", "../x"],
    ])
    func `a command line that is wrong gives status 2`(arguments: [String]) async throws {
        let folder = try suite(["Scenarios/a.yaml": oneCreate()])
        let bench = CommandBench()
        #expect(await bench.run(arguments, in: folder.path) == .usage)
        #expect(!bench.messages.isEmpty)
        #expect(bench.data.isEmpty)
    }

    @Test(arguments: [["--help"], ["run", "--help"], ["--version"], ["help", "check"], []])
    func `help is data and success`(arguments: [String]) async throws {
        let folder = try TemporaryFolder()
        let bench = CommandBench()
        #expect(await bench.run(arguments, in: folder.path) == .passed)
        #expect(!bench.data.isEmpty)
        #expect(bench.messages.isEmpty)
    }
}
