import ClientDriver
import Foundation
import Testing

@Suite struct ProgramRunTests {
    @Test func `a program's two streams and its status come back`() async throws {
        let report = try await shell("echo \"$SAID\"; echo trouble >&2; exit 3").run(clock: .real)
        #expect(report.standardOutput.kept == Array("hello\n".utf8))
        #expect(report.standardError.kept == Array("trouble\n".utf8))
        #expect(report.ending == .exited(status: 3))
        #expect(report.stragglers == [])
    }

    @Test func `nothing of our environment is inherited`() async throws {
        let report = try await shell("echo \"[$HOME]\"").run(clock: .real)
        #expect(report.standardOutput.text == "[]\n")
    }

    @Test func `standard input is empty`() async throws {
        #expect(try await shell("cat; echo end").run(clock: .real).standardOutput.text == "end\n")
    }

    @Test func `a name is looked for in the PATH of the order, and stays the program's own name`()
        async throws
    {
        var order = shell("")
        order.executable = "sh"
        order.arguments = ["-c", "echo $0"]
        #expect(try await order.run(clock: .real).standardOutput.text == "sh\n")
    }

    @Test func `a signal is not an exit status`() async throws {
        #expect(try await shell("kill -9 $$").run(clock: .real).ending == .signalled(number: 9))
        #expect(try await shell("kill -TERM $$").run(clock: .real).ending == .signalled(number: 15))
    }

    @Test func `a program past its deadline may end by itself when it is asked to`() async throws {
        let folder = try TemporaryFolder()
        let ready = folder.path + "/ready"
        let script =
            "trap 'echo bye; exit 0' TERM; echo started; touch \(ready); while :; do sleep 0.05; done"
        let report = try await shell(script, deadline: .seconds(77), grace: .seconds(60)).run(
            clock: .gated(.seconds(77), by: ready))
        #expect(report.ending == .pastDeadline(.seconds(77)))
        #expect(report.standardOutput.text == "started\nbye\n")
        #expect(report.stragglers == [])
    }

    @Test func `a grandchild that ignores being asked to end is killed, and told`() async throws {
        let folder = try TemporaryFolder()
        let ready = folder.path + "/ready"
        // The leader ends at once when asked to, its child does not.
        let script = """
            trap 'exit 0' TERM
            (trap '' TERM; touch \(ready).child; while :; do sleep 1; done) & echo $!
            while ! mv \(ready).child \(ready) 2>/dev/null; do sleep 0.01; done; wait
            """
        let report = try await shell(script, deadline: .seconds(77), grace: .seconds(60))
            .run(clock: .gated(.seconds(77), by: ready, pace: 60))
        #expect(report.ending == .pastDeadline(.seconds(77)))
        let child = try #require(Int(report.standardOutput.text.filter(\.isNumber)))
        #expect(report.stragglers.map(\.process).contains(child))
        #expect(await isGone(child))
    }

    @Test func `a program that ignores being asked to end is killed after the grace`() async throws {
        let order = shell(
            "trap '' TERM; sleep 600 & wait; sleep 600", deadline: .milliseconds(200),
            grace: .milliseconds(300)
        )
        let start = ContinuousClock.now
        #expect(try await order.run(clock: .real).ending == .pastDeadline(.milliseconds(200)))
        #expect(ContinuousClock.now - start < .seconds(300))
    }

    @Test func `what a program leaves in its group is told and killed`() async throws {
        let report = try await shell("sleep 61 >/dev/null 2>&1 & echo $!").run(clock: .real)
        #expect(report.ending == .exited(status: 0))
        let child = try #require(Int(report.standardOutput.text.filter(\.isNumber)))
        #expect(report.stragglers == [Straggler(process: child, command: "sleep 61", ports: [])])
        #expect(await isGone(child))
    }

    @Test func `a child that outlives the program by a moment is no straggler`() async throws {
        let report = try await shell("sleep 0.05 >/dev/null 2>&1 &").run(clock: .real)
        #expect(report.stragglers == [])
    }

    @Test func `a daemon in a session of its own is known by the mark, with the port it listens on`()
        async throws
    {
        let daemon = """
            import os, socket, sys, time
            if os.fork(): os._exit(0)
            os.setsid()
            if os.fork(): os._exit(0)
            s = socket.socket(); s.bind(("127.0.0.1", 0)); s.listen()
            print(os.getpid(), s.getsockname()[1], flush=True)
            os.close(1); os.close(2)
            time.sleep(600)
            """
        var order = shell("python3 -c \"$DAEMON\" | { read line; echo $line; }", mark: "MARK")
        order.environment["DAEMON"] = daemon
        order.environment["PATH"] = ProcessInfo.processInfo.environment["PATH"]
        order.environment["HOME"] = ProcessInfo.processInfo.environment["HOME"]
        let report = try await order.run(clock: .real)
        let numbers = report.standardOutput.text.split(separator: " ").compactMap {
            Int($0.filter(\.isNumber))
        }
        try #require(numbers.count == 2)
        #expect(report.stragglers.map(\.process) == [numbers[0]])
        #expect(report.stragglers.first?.ports == [numbers[1]])
        #expect(await isGone(numbers[0]))
    }

    @Test func `a grandchild that holds the output open does not hold us`() async throws {
        let report = try await shell("sleep 600 & echo done").run(clock: .real)
        #expect(report.standardOutput.text == "done\n")
        #expect(report.elapsed < .seconds(300))
    }

    @Test func `a flood of output is bounded, and its size told`() async throws {
        let script = "echo first; head -c 100000000 /dev/zero | tr '\\0' x; echo; echo last; echo trouble >&2"
        let report = try await shell(script, maximumOutput: 1000).run(clock: .real)
        #expect(report.ending == .exited(status: 0))
        #expect(report.standardOutput.count == 100_000_012)
        #expect(report.standardOutput.kept.count == 1000)
        #expect(report.standardOutput.omitted == 99_999_012)
        #expect(report.standardOutput.text.hasPrefix("first\nxxx"))
        #expect(report.standardOutput.text.hasSuffix("xxx\nlast\n"))
        #expect(report.standardError.text == "trouble\n")
    }

    @Test func `a flood without an end ends with the deadline`() async throws {
        let report = try await shell("yes", deadline: .milliseconds(300)).run(clock: .real)
        #expect(report.ending == .pastDeadline(.milliseconds(300)))
        #expect(report.standardOutput.kept.count <= 4096)
    }

    @Test func `a cancelled task ends the program and all that it started`() async throws {
        let folder = try TemporaryFolder()
        let file = folder.path + "/children"
        let order = shell(
            "sleep 62 & echo $! > \(file).new; mv \(file).new \(file); sleep 63; wait", grace: .seconds(1))
        let report = try await withThrowingTaskGroup(of: ProgramReport?.self) { tasks in
            tasks.addTask { try await order.run(clock: .real) }
            tasks.addTask {
                while !FileManager.default.fileExists(atPath: file) {
                    await DriverClock.real.wait(.milliseconds(10))
                }
                return nil
            }
            var report: ProgramReport?
            for try await result in tasks {
                if let result { report = result } else { tasks.cancelAll() }
            }
            return report
        }
        #expect(report?.ending == .cancelled)
        let text = String(decoding: try #require(FileManager.default.contents(atPath: file)), as: UTF8.self)
        #expect(await isGone(try #require(Int(text.filter(\.isNumber)))))
    }
}
