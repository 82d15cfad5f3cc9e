import ClientDriver
import Foundation
import JSONTree
import Testing

@Suite struct PersistentDriverTests {
    /// A client that answers each call by a rule of its own, written in Python.
    static let start = """
        import json, os, sys, threading, time
        def say(message): print(json.dumps(message), flush=True)
        def hello(**more): say({"type": "hello", "v": 1, **more})
        def made(name): return {"v": 1, "outcome": "success", "eventSourceArn": name}
        def runs():
            for line in sys.stdin: yield json.loads(line)
        def answer(run, **more): say({"type": "result", "id": run["id"], "result": {**made(run["context"]["name"]), **more}})

        """

    func with<R: Sendable>(
        _ script: String, startUp: Duration = .seconds(30), _ body: (PersistentDriver) async -> R
    ) async throws -> R {
        let bench = try ClientBench()
        let file = try bench.folder.write(Self.start + script, to: "client.py")
        return try await PersistentDriver.with(
            command: try CommandTemplate(["python3", "-u", file]), environment: try ClientBench.environment(),
            folder: bench.folder.path + "/clients",
            bounds: DriverBounds(startUp: startUp, grace: .milliseconds(500), maximumOutput: 4096),
            clock: .real,
            body)
    }

    /// The answers to a few calls that are made at once.
    func answers(_ driver: PersistentDriver, _ names: [String], timeout: Duration = .seconds(20)) async
        -> [String]
    {
        let reader = AnswerReader(book: .builtIn, dialect: try? DialectBook.builtIn.named("json-line"))
        return await withTaskGroup(of: (Int, String).self) { tasks in
            for (index, name) in names.enumerated() {
                tasks.addTask {
                    let call = ClientCall.sample(
                        identifier: "id-\(name)", name: .string(name), timeout: timeout)
                    let answer = reader.answer(to: await driver.drive(call), userAgent: nil, command: nil)
                    if case .told(let result, _) = answer, case .string(let arn)? = result.eventSourceARN {
                        return (index, arn)
                    }
                    return (index, "\(answer)")
                }
            }
            var texts = Array(repeating: "", count: names.count)
            for await (index, text) in tasks { texts[index] = text }
            return texts
        }
    }

    @Test func `a client is started once and makes many calls`() async throws {
        let texts = try await with("hello()\nfor run in runs(): answer(run, **{'x-pid': os.getpid()})") {
            driver in
            var texts: [String] = []
            var processes: Set<String> = []
            for name in ["a", "é", "c"] {
                let run = await driver.drive(.sample(identifier: name, name: .string(name)))
                let result = run.result.map { String(decoding: $0.bytes, as: UTF8.self) } ?? "\(run.ending)"
                processes.insert(String(result.split(separator: "x-pid").last ?? ""))
                texts.append(result)
            }
            return texts + ["\(processes.count)"]
        }
        #expect(texts.count == 4)
        #expect(texts[1].contains("\"eventSourceArn\":\"é\""))
        #expect(texts[3] == "1")
    }

    @Test func `answers may come in any order`() async throws {
        // The client waits for all three before it answers the last one first.
        let script = """
            hello(concurrency=3, client={"name": "n", "version": "1", "language": "Python"})
            waiting = []
            for run in runs():
                waiting.append(run)
                if len(waiting) == 3 or run["context"]["name"] == "first":
                    for run in reversed(waiting): answer(run)
                    waiting = []
            """
        let (texts, hello) = try await with(script) { driver in
            // Only a client that has said hello is known to take several calls at once.
            let first = await answers(driver, ["first"])
            return (first + (await answers(driver, ["a", "b", "c"])), driver.hello)
        }
        #expect(texts == ["first", "a", "b", "c"])
        #expect(hello?.concurrency == 3)
        #expect(hello?.client == ClientIdentity(name: "n", version: "1", language: "Python"))
    }

    @Test func `a client that takes one call at a time is started for each of several`() async throws {
        let script = "hello()\nfor run in runs(): time.sleep(0.2); answer(run)"
        #expect(try await with(script) { await answers($0, ["a", "b"]) } == ["a", "b"])
    }

    @Test(arguments: [
        ("os.kill(os.getpid(), 9)", "the client was ended by signal 9"),
        ("os._exit(3)", "the client ended with exit code 3 instead of writing a result"),
        ("os._exit(75)", "the client ended with exit code 75: its surroundings are in trouble"),
        (
            "os._exit(0)",
            "the client's result cannot be used: it ended with exit code 0 before it answered"
        ),
        (
            "print('{garbage', flush=True)",
            "the client's result cannot be used: a line of the client's standard output is no message: this is not "
                + "JSON: "
        ),
        (
            "say({'type': 'reslut', 'id': run['id']})",
            "the client's result cannot be used: a line of the client's standard output is no message: 'type' must "
                + "be one of hello, result, not 'reslut'; did you mean 'result'?"
        ),
        (
            "say({'type': 'result', 'id': 'another', 'result': {}})",
            "the client's result cannot be used: a line of the client's standard output is no message: there is no "
                + "open call 'another'"
        ),
        (
            "hello()",
            "the client's result cannot be used: a line of the client's standard output is no message: hello "
                + "was said before"
        ),
        (
            "answer(run, v=2)",
            "the client's result cannot be used: 'v' must be a whole number from 1 to 1, not 2"
        ),
        ("answer(run, scenario='x')", "the client's result cannot be used: 'scenario' must be"),
    ])
    func `a client that breaks in the middle is told as such, and the next call has a new one`(
        action: String, answer: String
    ) async throws {
        let script = """
            hello()
            for run in runs():
                if run["context"]["name"] == "bad":
                    \(action)
                else: answer(run)
            """
        let texts = try await with(script) { driver in
            await answers(driver, ["good"]) + (await answers(driver, ["bad"]))
                + (await answers(driver, ["again"]))
        }
        #expect(texts[0] == "good")
        #expect(texts[1].hasPrefix(answer), "\(texts[1])")
        #expect(texts[2] == "again")
    }

    @Test func `what is no message may stand between messages`() async throws {
        let script = "print('starting')\nhello()\nfor run in runs(): print('working'); answer(run)"
        #expect(try await with(script) { await answers($0, ["a"]) } == ["a"])
    }

    @Test func `a call that is not answered in time costs the client its place`() async throws {
        let script = """
            hello()
            for run in runs():
                if run["context"]["name"] == "slow": time.sleep(600)
                answer(run)
            """
        let texts = try await with(script) { driver in
            _ = await answers(driver, ["first"])
            return await answers(driver, ["slow"], timeout: .milliseconds(300))
                + (await answers(driver, ["next"]))
        }
        #expect(texts == ["the client did not end within 0.3 s", "next"])
    }

    @Test func `a client that says no hello is given up`() async throws {
        let texts = try await with("time.sleep(600)", startUp: .milliseconds(300)) {
            await answers($0, ["a"])
        }
        #expect(texts == ["the client's result cannot be used: it said no hello within 0.3 s"])
    }

    @Test func `a client that is not there is told`() async throws {
        let text = try await PersistentDriver.with(
            command: try CommandTemplate(["/nowhere/at-all"]), environment: try ClientBench.environment(),
            folder: try ClientBench().folder.path,
            bounds: DriverBounds(startUp: .seconds(9), grace: .seconds(1), maximumOutput: 99), clock: .real
        ) { await answers($0, ["a"]) }
        #expect(text == ["there is no program '/nowhere/at-all'"])
    }

    @Test func `the end of input ends a client, and a deaf one is killed`() async throws {
        let folder = try TemporaryFolder()
        let bye = folder.path + "/bye"
        _ = try await with("hello()\nfor run in runs(): answer(run)\nopen('\(bye)', 'w')") {
            await answers($0, ["a"])
        }
        #expect(FileManager.default.fileExists(atPath: bye))
        let script = """
            import signal
            signal.signal(signal.SIGTERM, signal.SIG_IGN)
            hello()
            for run in runs(): answer(run, **{"error": None, "x-pid": os.getpid()})
            time.sleep(600)
            """
        let process = try await with(script) { driver in
            let run = await driver.drive(.sample())
            let text = run.result.map { String(decoding: $0.bytes, as: UTF8.self) } ?? ""
            return text.split(separator: "x-pid").last.flatMap { Int($0.filter(\.isNumber)) }
        }
        #expect(await isGone(try #require(process)))
    }

    @Test func `secrets are looked for in all that a client says during a call`() async throws {
        let script = """
            hello()
            for run in runs():
                secret = run["context"]["credentials"]["secretAccessKey"]
                print("debug", secret, file=sys.stderr, flush=True)
                time.sleep(0.2)
                answer(run)
            """
        let leaks = try await with(script) { driver in await driver.drive(.sample()).leaks }
        #expect(leaks == [Leak(secret: "secret access key", spelling: .plain, place: .standardError)])
    }

    @Test func `a command that asks for one call's values cannot serve many`() async throws {
        do {
            try await PersistentDriver.with(
                command: CommandTemplate(["client", "{name}", "{port}"]),
                environment: ClientBench.environment(),
                folder: "/nowhere",
                bounds: DriverBounds(startUp: .zero, grace: .zero, maximumOutput: 1), clock: .real
            ) { _ in }
            Issue.record("it was taken")
        } catch let error as PersistentMistake {
            #expect(error.description.hasSuffix("so its command cannot hold {name} {port}"))
        }
    }
}
