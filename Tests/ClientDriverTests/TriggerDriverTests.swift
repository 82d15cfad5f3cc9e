import ClientDriver
import JSONTree
import Testing

@Suite struct TriggerDriverTests {
    func answer(_ reply: TriggerDriver.Reply) async -> String {
        let driver = TriggerDriver(
            url: "http://service/run",
            bounds: DriverBounds(startUp: .seconds(1), grace: .zero, maximumOutput: 4096), clock: .real
        ) { _, _ in reply }
        let run = await driver.drive(.sample(timeout: .seconds(2)))
        return "\(AnswerReader(book: .builtIn, dialect: nil).answer(to: run, userAgent: nil, command: nil))"
    }

    @Test func `an answer says what came of the call, and nothing else does`() async {
        let result = #" {"v":1,"outcome":"refused_locally"}"#
        #expect(
            await answer(.answer(status: 200, body: Array(result.utf8)))
                == "the client reported refused_locally (native)")
        #expect(await answer(.answer(status: 204, body: [])) == "the client ended with exit code 0")
        #expect(await answer(.answer(status: 500, body: [])) == "the client ended with exit code 1")
        #expect(
            await answer(.answer(status: 200, body: Array("{\"v\":1}".utf8)))
                == "the client's result cannot be used: 'outcome' is missing")
        #expect(
            await answer(.answer(status: 404, body: []))
                == "the client's result cannot be used: the trigger http://service/run answered with status 404"
        )
        #expect(
            await answer(.unreachable(reason: "connection refused"))
                == "the trigger http://service/run: connection refused")
        #expect(
            await answer(.failed(reason: "closed early"))
                == "the client's result cannot be used: the trigger http://service/run gave no whole answer: closed "
                + "early")
        #expect(await answer(.timedOut) == "the client did not end within 3 s")
    }

    @Test func `a service is told the call with its context`() async throws {
        let driver = TriggerDriver(
            url: "http://service/run",
            bounds: DriverBounds(startUp: .seconds(1), grace: .zero, maximumOutput: 4096), clock: .real
        ) { body, _ in .answer(status: 200, body: body) }
        let run = await driver.drive(.sample())
        let message = try JSONReader.read(run.standardOutput.kept)
        guard case .object(let object) = message, case .object(let context)? = object["context"] else {
            Issue.record("\(message)")
            return
        }
        #expect(object["type"] == "run")
        #expect(object["id"] == "case-1")
        #expect(context["region"] == "eu-north-1")
        // It answered with what it was told, secret and all.
        #expect(run.leaks.map(\.place) == [.result, .result])
    }
}
