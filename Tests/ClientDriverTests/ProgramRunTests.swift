import ClientDriver
import Testing

@Suite struct ProgramRunTests {
    func order(
        _ script: String, deadline: Duration = .seconds(20), maximumOutput: Int = 4096
    ) -> ProgramOrder {
        ProgramOrder(
            executable: "/bin/sh", arguments: ["-c", script],
            environment: ["PATH": "/usr/bin:/bin", "SAID": "hello"],
            deadline: deadline, maximumOutput: maximumOutput)
    }

    @Test func `a program's two streams and its status come back`() async throws {
        let report = try await order("echo \"$SAID\"; echo trouble >&2; exit 3").run()
        #expect(report.standardOutput == Array("hello\n".utf8))
        #expect(report.standardError == Array("trouble\n".utf8))
        #expect(report.ending == .exited(status: 3))
    }

    @Test func `nothing of our environment is inherited`() async throws {
        let report = try await order("echo \"[$HOME]\"").run()
        #expect(report.standardOutput == Array("[]\n".utf8))
    }

    @Test func `a name is looked for in the PATH of the order`() async throws {
        let found = ProgramOrder(
            executable: "true", arguments: [], environment: ["PATH": "/usr/bin:/bin"], deadline: .seconds(20),
            maximumOutput: 10)
        #expect(try await found.run().ending == .exited(status: 0))
    }

    @Test func `a program that is not there is told by its name`() async {
        let missing = ProgramOrder(
            executable: "/nowhere/at-all", arguments: [], environment: [:], deadline: .seconds(20),
            maximumOutput: 10)
        await #expect(throws: ProgramFailure.notFound(executable: "/nowhere/at-all")) {
            try await missing.run()
        }
    }

    @Test func `a program past its deadline is killed with what it started`() async {
        await #expect(throws: ProgramFailure.pastDeadline(.milliseconds(200))) {
            try await order("trap '' TERM; sleep 60 & wait; sleep 60", deadline: .milliseconds(200)).run()
        }
    }

    @Test func `a program that floods its output is stopped`() async {
        await #expect(throws: ProgramFailure.outputTooLarge(limit: 4096)) {
            try await order("while :; do echo yes yes yes yes yes; done").run()
        }
    }

    @Test func `a signal is not an exit status`() async throws {
        #expect(try await order("kill -9 $$").run().ending == .signalled(number: 9))
    }
}
