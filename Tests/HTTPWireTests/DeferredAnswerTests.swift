import HTTPMessages
import HTTPWire
import Synchronization
import Testing

/// Answers that are given after the handler returned.
@Suite(.timeLimit(.minutes(10)))
struct DeferredAnswerTests {
    /// The promises that a handler made, in order.
    final class Promises: Sendable {
        private let made = Mutex<[DeferredAnswer]>([])

        func make(within bound: Duration) -> ServerAnswer {
            let promise = DeferredAnswer(within: bound) { DeferredAnswerTests.answer("late") }
            made.withLock { $0.append(promise) }
            return ServerAnswer(steps: [.later(promise)])
        }

        /// The promise of this number, once it was made.
        func number(_ number: Int) async throws -> DeferredAnswer {
            while true {
                try Task.checkCancellation()
                if let promise = made.withLock({ $0.count > number ? $0[number] : nil }) { return promise }
                await Task.yield()
            }
        }
    }

    static func answer(_ text: String) -> ServerAnswer {
        ServerAnswer(HTTPResponse(status: 200, reason: "OK", body: Array(text.utf8)))
    }

    static func wire(_ text: String) -> String {
        "HTTP/1.1 200 OK\r\nContent-Length: \(text.utf8.count)\r\n\r\n\(text)"
    }

    /// Lends a server that promises answers to `/later` and gives all others at once.
    private func withServer<R>(
        limits: HTTPServerLimits = .init(), bound: Duration = .seconds(30),
        body: (HTTPServer, Promises) async throws -> R
    ) async throws -> R {
        let promises = Promises()
        return try await withSocketThreads(count: 1) { threads in
            try await withHTTPServer(.init(limits: limits), threads: threads) { request in
                request.request.target == "/later" ? promises.make(within: bound) : Self.answer("now")
            } _: { server in
                try await body(server, promises)
            }
        }
    }

    @Test func `requests behind an answer that is given later wait for it, in order`() async throws {
        try await withServer { server, promises in
            try await RawCaller.run(port: server.port) { caller in
                try await caller.send(
                    "GET /later HTTP/1.1\r\n\r\nGET / HTTP/1.1\r\n\r\nGET /later HTTP/1.1\r\n\r\n")
                let first = try await promises.number(0)
                #expect(first.isOpen)
                #expect(first.give(Self.answer("one")))
                #expect(!first.isOpen)
                let second = try await promises.number(1)
                #expect(second.give(Self.answer("two")))
                #expect(
                    await caller.read(until: "two") == Self.wire("one") + Self.wire("now") + Self.wire("two"))
            }
        }
    }

    @Test func `other connections of the same thread are answered meanwhile`() async throws {
        try await withServer { server, promises in
            try await RawCaller.run(port: server.port) { caller in
                try await caller.send("GET /later HTTP/1.1\r\n\r\n")
                let promise = try await promises.number(0)
                try await RawCaller.run(port: server.port) { other in
                    try await other.send("GET / HTTP/1.1\r\n\r\n")
                    #expect(await other.read(until: "now") == Self.wire("now"))
                }
                promise.give(Self.answer("done"))
                #expect(await caller.read(until: "done") == Self.wire("done"))
            }
        }
    }

    @Test func `the first of many answers given at once is the answer`() async throws {
        try await withServer { server, promises in
            try await RawCaller.run(port: server.port) { caller in
                try await caller.send("GET /later HTTP/1.1\r\n\r\n")
                let promise = try await promises.number(0)
                let wins = await withTaskGroup(of: Bool.self) { group in
                    for number in 0..<8 { group.addTask { promise.give(Self.answer("\(number)")) } }
                    return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
                }
                #expect(wins == 1)
                try await caller.send("GET / HTTP/1.1\r\n\r\n")
                let text = await caller.read(until: "now")
                #expect(text.count == (Self.wire("0") + Self.wire("now")).count)
            }
        }
    }

    @Test func `an answer that is given before the handler returns is sent like any other`() async throws {
        try await withSocketThreads(count: 1) { threads in
            try await withHTTPServer(.init(), threads: threads) { _ in
                let promise = DeferredAnswer(within: .seconds(30)) { Self.answer("late") }
                promise.give(Self.answer("early"))
                return ServerAnswer(steps: [.later(promise), .close])
            } _: { server in
                try await RawCaller.run(port: server.port) { caller in
                    try await caller.send("GET / HTTP/1.1\r\n\r\n")
                    #expect(await caller.readAll().text.hasSuffix("\r\nConnection: close\r\n\r\nearly"))
                }
            }
        }
    }

    @Test func `an answer that is never given is said by the function when its bound is over`() async throws {
        let request = "GET /later HTTP/1.1\r\n\r\n"
        try await withServer(limits: .init(idle: .seconds(1)), bound: .seconds(2)) { server, promises in
            try await RawCaller.run(port: server.port, opening: request) { caller in
                #expect(await caller.read(until: "late") == Self.wire("late"))
                let promise = try await promises.number(0)
                #expect(promise.give(Self.answer("too late")) == false)
            }
        }
    }

    @Test func `the server's own bound holds where the promise's is longer`() async throws {
        try await withServer(limits: .init(answer: .milliseconds(40)), bound: .seconds(3600)) { server, _ in
            try await RawCaller.run(port: server.port) { caller in
                try await caller.send("GET /later HTTP/1.1\r\n\r\n")
                #expect(await caller.read(until: "late") == Self.wire("late"))
            }
        }
    }

    @Test func `an answer for a connection that is gone does no harm`() async throws {
        try await withServer { server, promises in
            try await RawCaller.run(port: server.port) { caller in
                try await caller.send("GET /later HTTP/1.1\r\n\r\n")
                _ = try await promises.number(0)
            }
            let promise = try await promises.number(0)
            promise.give(Self.answer("to nobody"))
            #expect(promise.give(Self.answer("again")) == false)
            try await RawCaller.run(port: server.port) { caller in
                try await caller.send("GET / HTTP/1.1\r\n\r\n")
                #expect(await caller.read(until: "now") == Self.wire("now"))
            }
        }
    }

    @Test func `closing the server settles what is still promised`() async throws {
        try await withSocketThreads(count: 1) { threads in
            let promises = Promises()
            let server = try await HTTPServer.open(.init(), threads: threads) { _ in
                promises.make(within: .seconds(3600))
            }
            try await RawCaller.run(port: server.port) { caller in
                try await caller.send("GET /later HTTP/1.1\r\n\r\n")
                let promise = try await promises.number(0)
                await server.close(within: .seconds(5))
                #expect(!promise.isOpen)
                #expect(server.connectionCount == 0)
                #expect(await caller.readAll().text == "")
            }
        }
    }
}
