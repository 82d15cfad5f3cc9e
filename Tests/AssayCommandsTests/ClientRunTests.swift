import AssayCommands
import Foundation
import Testing

/// Runs of small clients, each but the first with one defect, against one scenario that a good client passes.
@Suite struct ClientRunTests {
    /// A client in a few lines of Python, by the project's own raw one.
    static let raw = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Clients/raw_client.py").path

    struct Sample: Sendable, CustomTestStringConvertible {
        let name: String
        /// A script of the shell; `$0` is the good client.
        let script: String
        var scenario = oneCreate()
        var options: [String] = []
        let status: AssayCommands.ExitStatus
        /// What the report says.
        let says: String

        var testDescription: String { name }
    }

    static let refusal = oneCreate(title: "A refusal", expect: "error: LimitExceededException")
        .replacing("steps:", with: "given: { quota: 0 }\nsteps:")

    static let samples = [
        Sample(name: "good", script: "exec $0", status: .passed, says: "1 passed"),
        Sample(
            name: "secret printed", script: "echo $AWS_SECRET_ACCESS_KEY >&2; exec $0", status: .failed,
            says: "the secret access key stands in standard error"),
        Sample(
            name: "goes to AWS",
            script: """
                python3 -c "import urllib.request as u; u.urlopen('https://events.us-east-1.amazonaws.com/')"; exec $0
                """,
            status: .failed,
            says:
                "the client went to events.us-east-1.amazonaws.com:443 instead of the endpoint that it was given"
        ),
        Sample(
            name: "endpoint ignored", script: "exit 1", status: .inconclusive,
            says: "the fake received no request from the client"),
        Sample(
            name: "trouble", script: "exit 75", status: .inconclusive,
            says: "exit code 75: its surroundings are in trouble"),
        Sample(
            name: "crash", script: "$0; kill -SEGV $$", status: .failed,
            says: "the client was ended by signal 11"),
        Sample(
            name: "hang", script: "sleep 60", options: ["--timeout", "300ms", "--start-up", "200ms"],
            status: .failed, says: "the client did not end within 0.5 s"),
        Sample(
            name: "wrong result", script: "echo 'ASSAY1 {\"v\":1,\"outcome\":\"ok\"}'", status: .inconclusive,
            says: "'outcome' must be one of success"),
        Sample(
            name: "unsupported",
            script:
                "echo 'ASSAY1 {\"v\":1,\"outcome\":\"unsupported\",\"unsupported\":{\"reason\":\"no accounts\"}}'",
            status: .nothingRan, says: "the client does not support this: no accounts"),
        Sample(
            name: "number for a name", script: "exec $0 {name}",
            scenario: oneCreate().replacing("\"aws.partner/${partner}/${unique}\"", with: "{ json: 7 }"),
            status: .nothingRan, says: "the input has no text for a placeholder of the client's command"),
        Sample(
            name: "left behind", script: "sleep 100 >/dev/null 2>&1 & exec $0", status: .passed,
            says: "(sleep 100), running; it was killed"),
        Sample(
            name: "success on an error", script: "$0 >/dev/null; exit 0", scenario: refusal, status: .failed,
            says: "expected a failure, found a success, by the exit code"),
        Sample(
            name: "failure by exit code", script: "$0 >/dev/null; exit 1", scenario: refusal, status: .passed,
            says: "1 passed"),
        Sample(
            name: "fails for another reason", script: "exit 1", scenario: refusal, status: .inconclusive,
            says: "the answer proves nothing: no validly signed request arrived"),
    ]

    func run(_ arguments: [String], _ scenario: String) async throws -> (AssayCommands.ExitStatus, String) {
        let folder = try TemporaryFolder()
        try folder.write(scenario, to: "a.yaml")
        let bench = CommandBench()
        let own = ProcessInfo.processInfo.environment
        let status = await bench.run(
            arguments, in: folder.path,
            environment: ["PATH": own["PATH"] ?? "", "HOME": own["HOME"] ?? "/"])
        return (status, bench.messages + bench.data)
    }

    @Test(arguments: samples) func `each defect is found out, and no other`(sample: Sample) async throws {
        let (status, text) = try await run(
            ["run", "a.yaml"] + sample.options + ["--", "/bin/sh", "-c", sample.script, Self.raw],
            sample.scenario)
        #expect(status == sample.status, "\(text)")
        #expect(text.contains(sample.says), "\(text)")
        #expect(!text.contains("secretAccessKey"))
    }

    @Test func `a client that goes on running is asked on its input`() async throws {
        let (status, text) = try await run(
            ["run", "a.yaml", "--persistent", "--", Self.raw, "serve"], oneCreate())
        #expect(status == .passed, "\(text)")
    }

    @Test(arguments: [
        (["run", "--", "client", "{nmae}"], "did you mean '{name}'?"),
        (["run", "--"], "there is no command after '--'"),
        (
            ["check", "a.yaml", "--", "client"],
            "a client under test, a command after '--', belongs to 'assay run'"
        ),
        (["run", "--dialect", "awscli", "--", "aws"], "did you mean 'aws-cli'?"),
        (["run", "--dialect", "aws-cli"], "--dialect is about a client under test"),
        (["run", "--pass-env", "AWS_PROFILE", "--", "aws"], "cannot be passed on to clients"),
        (["run", "--persistent", "--", "client", "{name}"], "its command cannot hold {name}"),
        (["run", "--trigger", "http://127.0.0.1:1/", "--", "client"], "exclude each other"),
        (["doctor"], "there is no client to examine"),
    ])
    func `a command line that cannot be meant is refused`(arguments: [String], says: String) async throws {
        var line = arguments
        if line[0] == "run" { line.insert("a.yaml", at: 1) }
        let (status, text) = try await run(line, oneCreate())
        #expect(status == .usage)
        #expect(text.contains(says), "\(text)")
    }

    @Test func `a client that is not there is told, and judges nothing`() async throws {
        let (status, text) = try await run(["run", "a.yaml", "--", "/nowhere/at-all"], oneCreate())
        #expect(status == .inconclusive)
        #expect(text.contains("the call was not made: there is no program '/nowhere/at-all'"), "\(text)")
    }

    @Test func `a doctor tells what a client does`() async throws {
        let good = try await run(["doctor", "--", Self.raw], "")
        #expect(good.0 == .passed, "\(good.1)")
        #expect(good.1.contains("endpoint     taken: 1 request, signature valid"))
        #expect(
            good.1.contains(
                "answer       the client reported success (native), arn:aws:events:us-east-1::event-source/"))
        let bad = try await run(["doctor", "--", "true"], "")
        #expect(bad.0 == .failed)
        #expect(bad.1.contains("it did not call the endpoint"))
    }
}
