import HTTPMessages
import HTTPWire
import Testing

/// A server that ends without breaking off what it is saying.
@Suite(.timeLimit(.minutes(10)))
struct DrainTests {
    private static func answer(to request: ReceivedRequest) -> ServerAnswer {
        let answer = AnswerStep.response(HTTPResponse(status: 200, reason: "OK", body: Array("done".utf8)))
        return switch request.request.target {
        case "/slow": ServerAnswer(steps: [.wait(.seconds(1)), answer])
        case "/hang": ServerAnswer(steps: [.bytes(Array("HTTP/1.1 ".utf8)), .hang])
        case "/endless": ServerAnswer(steps: [.bytes(Array("HTTP/1.1 ".utf8)), .wait(.seconds(600)), answer])
        default: ServerAnswer(steps: [answer])
        }
    }

    private func withServer(
        later promise: DeferredAnswer? = nil, _ body: (HTTPServer) async throws -> Void
    ) async throws {
        try await withSocketThreads(count: 1) { threads in
            let server = try await HTTPServer.open(.init(), threads: threads) { request in
                if request.request.target == "/later", let promise {
                    ServerAnswer(steps: [.later(promise)])
                } else {
                    Self.answer(to: request)
                }
            }
            do {
                try await body(server)
            } catch {
                await server.close(within: .seconds(2))
                throw error
            }
        }
    }

    @Test func `an answer on its way is finished, and the connection ends after it`() async throws {
        let done = ServerAnswer(HTTPResponse(status: 200, reason: "OK", body: Array("done".utf8)))
        let promise = DeferredAnswer(within: .seconds(50)) { done }
        try await withServer(later: promise) { server in
            try await RawCaller.run(port: server.port) { caller in
                // The server has the second request by the time that it answers the first.
                try await caller.send("GET / HTTP/1.1\r\n\r\nGET /later HTTP/1.1\r\n\r\n")
                _ = await caller.read(until: "done")
                async let drained: Void = server.drain(within: .seconds(40))
                // Draining has begun when nothing listens any more.
                while (try? await RawCaller.run(port: server.port) { _ in }) != nil {}
                promise.give(done)
                let (text, ending) = await caller.readAll()
                #expect(text.split(separator: "done").count == 2)
                #expect(text.hasSuffix("done"))
                #expect(text.split(separator: "HTTP/1.1 ").last?.contains("Connection: close") == true)
                #expect(ending == .finished)
                await drained
            }
        }
    }

    @Test func `a connection that is idle ends at once`() async throws {
        try await withServer { server in
            try await RawCaller.run(port: server.port) { caller in
                try await caller.send("GET / HTTP/1.1\r\n\r\n")
                _ = await caller.read(until: "done")
                await server.drain(within: .seconds(600))
                #expect(await caller.readAll().ending == .finished)
            }
        }
    }

    @Test(arguments: ["/hang", "/endless"])
    func `an answer that does not end is cut`(target: String) async throws {
        try await withServer { server in
            try await RawCaller.run(port: server.port) { caller in
                try await caller.send("GET \(target) HTTP/1.1\r\n\r\n")
                _ = await caller.read(until: "HTTP/1.1 ")
                await server.drain(within: .milliseconds(50))
                #expect(await caller.readAll().text == "HTTP/1.1 ")
                #expect(server.connectionCount == 0)
            }
        }
    }
}
