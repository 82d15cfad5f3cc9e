import HTTPMessages
import HTTPWire
import Synchronization
import Testing

/// What our server reads and says, to callers that are not our client.
struct HTTPServerTests {
    /// Lends a server that keeps what it was asked and answers by the function.
    private func withServer<R>(
        limits: HTTPServerLimits = .init(), answer: @escaping @Sendable (ReceivedRequest) -> ServerAnswer,
        body: (HTTPServer, Journal) async throws -> R
    ) async throws -> R {
        let journal = Journal()
        return try await withSocketThreads(count: 2) { threads in
            try await withHTTPServer(.init(limits: limits), threads: threads) { request in
                journal.requests.withLock { $0.append(request) }
                return request.defect.map { .refusal(of: $0) } ?? answer(request)
            } _: { server in
                try await body(server, journal)
            }
        }
    }

    /// What a server was asked, in order.
    final class Journal: Sendable {
        let requests = Mutex<[ReceivedRequest]>([])

        var all: [ReceivedRequest] { requests.withLock { $0 } }
    }

    private static func echo(_ request: ReceivedRequest) -> ServerAnswer {
        ServerAnswer(
            HTTPResponse(
                status: 200, reason: "OK", fields: [("X-Seq", "\(request.sequence)")],
                body: request.request.body))
    }

    @Test func `a name that is no host's is told in words`() async throws {
        await withSocketThreads(count: 1) { threads in
            let failure = await #expect(throws: ListenFailure.self) {
                _ = try await HTTPServer.open(.init(host: "999.1.1.1"), threads: threads) {
                    Self.echo($0)
                }
            }
            #expect(failure?.message == "cannot listen on 999.1.1.1:0: there is no host of this name")
        }
    }

    @Test func `curl gets its answer, and the request is kept as it came`() async throws {
        try await withServer(answer: Self.echo) { server, journal in
            let result = try await run(
                "curl",
                ["-sS", "-i", "--data-binary", "abc", "-H", "X-Odd:   a  b ", "\(server.origin)/p%20q?x=1"])
            #expect(result.text == "HTTP/1.1 200 OK\r\nX-Seq: 1\r\nContent-Length: 3\r\n\r\nabc")
            let received = try #require(journal.all.first)
            #expect(received.request.method == "POST")
            #expect(received.request.target == "/p%20q?x=1")
            #expect(received.request.fields["x-odd"] == "a  b")
            #expect(String(decoding: received.rawHead, as: UTF8.self).contains("\r\nX-Odd:   a  b \r\n"))
            #expect(received.connection == 1)
        }
    }

    @Test func `curl keeps its connection and sends chunks`() async throws {
        try await withServer(answer: Self.echo) { server, journal in
            let url = "\(server.origin)/"
            let result = try await run(
                "curl",
                [
                    "-sS", "-d", "1", url, "--next", "-sS", "-H", "Transfer-Encoding: chunked", "-d", "two",
                    url, "--next",
                ]
                    + ["-sS", "--http1.0", "-d", "3", url])
            #expect(result.text == "1two3")
            #expect(journal.all.map(\.sequence) == [1, 2, 3])
            #expect(journal.all.map(\.connection) == [1, 1, 1])
        }
    }

    @Test func `a client that waits for leave gets it`() async throws {
        try await withServer(answer: Self.echo) { server, _ in
            try await RawCaller.run(port: server.port) { caller in
                try await caller.send(
                    "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nExpect: 100-continue\r\n\r\n")
                #expect(await caller.read(until: "\r\n\r\n") == "HTTP/1.1 100 Continue\r\n\r\n")
                try await caller.send("abc")
                #expect(await caller.read(until: "abc").hasSuffix("\r\n\r\nabc"))
            }
        }
    }

    @Test func `requests that come together are answered in order, slow ones too`() async throws {
        try await withServer { request in
            request.request.target == "/slow"
                ? ServerAnswer(steps: [.wait(.milliseconds(30))] + Self.echo(request).steps)
                : Self.echo(request)
        } body: { server, _ in
            try await RawCaller.run(port: server.port) { caller in
                try await caller.send(
                    "GET /slow HTTP/1.1\r\n\r\n\r\n\r\nPOST / HTTP/1.1\r\nContent-Length: 1\r\n\r\nxGET /slow HTTP/1.1\n\n"
                        + "GET / HTTP/1.1\r\nConnection: close\r\n\r\nGET /never HTTP/1.1\r\n\r\n")
                let (text, ending) = await caller.readAll()
                #expect(
                    text == "HTTP/1.1 200 OK\r\nX-Seq: 1\r\nContent-Length: 0\r\n\r\n"
                        + "HTTP/1.1 200 OK\r\nX-Seq: 2\r\nContent-Length: 1\r\n\r\nx"
                        + "HTTP/1.1 200 OK\r\nX-Seq: 3\r\nContent-Length: 0\r\n\r\n"
                        + "HTTP/1.1 200 OK\r\nX-Seq: 4\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
                #expect(ending == .finished)
            }
        }
    }

    @Test func `a request byte by byte is the same request`() async throws {
        try await withServer(answer: Self.echo) { server, journal in
            try await RawCaller.run(port: server.port) { caller in
                let request = "POST /a HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n"
                for byte in request.utf8 { try await caller.send([byte]) }
                _ = await caller.read(until: "abc")
                #expect(journal.all.map(\.request.body) == [Array("abc".utf8)])
            }
        }
    }

    @Test func `bytes that are no text are kept in a header and refused in a target`() async throws {
        try await withServer(answer: Self.echo) { server, journal in
            try await RawCaller.run(port: server.port) { caller in
                try await caller.send(
                    Array("GET / HTTP/1.1\r\nX-Odd: \u{e9}".utf8) + [0xe9] + Array("\r\n\r\nGET /".utf8) + [
                        0xe9
                    ]
                        + Array(" HTTP/1.1\r\n\r\n".utf8))
                _ = await caller.readAll()
            }
            let received = journal.all
            #expect(received.map { $0.request.fields.first?.value } == ["\u{e9}\u{fffd}", nil])
            #expect(received.first?.request.fields.first?.brokenBytes == [0xc3, 0xa9, 0xe9])
            #expect(received.map(\.defect?.kind) == [nil, .malformed])
        }
    }

    /// What is no request, and the status of its refusal.
    static let defects: [(String, Int, RequestDefect.Kind)] = [
        ("garbage\r\n\r\n", 400, .malformed),
        ("GET / HTTP/2.0\r\n\r\n", 400, .malformed),
        ("GET /a b HTTP/1.1\r\n\r\n", 400, .malformed),
        ("GET  HTTP/1.1\r\n\r\n", 400, .malformed),
        ("G(T / HTTP/1.1\r\n\r\n", 400, .malformed),
        ("GET / HTTP/1.1\r\nNoColon\r\n\r\n", 400, .malformed),
        ("GET / HTTP/1.1\r\nA : b\r\n\r\n", 400, .malformed),
        ("GET / HTTP/1.1\r\nA: b\r\n c\r\n\r\n", 400, .malformed),
        ("GET / HTTP/1.1\r\nA: \u{1}\r\n\r\n", 400, .malformed),
        ("POST / HTTP/1.1\r\nContent-Length: x\r\n\r\n", 400, .malformed),
        ("POST / HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n", 400, .malformed),
        ("POST / HTTP/1.1\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n", 400, .malformed),
        ("POST / HTTP/1.1\r\nTransfer-Encoding: gzip\r\n\r\n", 400, .malformed),
        ("POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nxx\r\n", 400, .malformed),
        ("POST / HTTP/1.1\r\nContent-Length: 5000\r\n\r\n", 413, .bodyTooLarge),
        ("POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nfff0\r\n", 413, .bodyTooLarge),
        ("GET / HTTP/1.1\r\nA: " + String(repeating: "a", count: 3000), 431, .headTooLarge),
        (String(repeating: "a", count: 300_000), 431, .headTooLarge),
    ]

    @Test(arguments: defects.indices)
    func `what is no request is refused, told to the handler, and ends the connection`(index: Int)
        async throws
    {
        let (bytes, status, kind) = Self.defects[index]
        try await withServer(limits: .init(head: 2000, body: 4000), answer: Self.echo) { server, journal in
            try await RawCaller.run(port: server.port) { caller in
                try await caller.send(bytes)
                let (text, ending) = await caller.readAll()
                #expect(text.hasPrefix("HTTP/1.1 \(status) "))
                #expect(ending == .finished)
                #expect(journal.all.map(\.defect?.kind) == [kind])
                #expect(!journal.all.contains { $0.rawHead.isEmpty })
            }
        }
    }

    @Test func `a request that dawdles is refused, an idle connection ends without a word`() async throws {
        try await withServer(limits: .init(request: .milliseconds(60)), answer: Self.echo) {
            server, journal in
            try await RawCaller.run(port: server.port) { caller in
                try await caller.send("POST / HTTP/1.1\r\nContent-Length: 4\r\n\r\nab")
                #expect(await caller.readAll().text.hasPrefix("HTTP/1.1 408 "))
                #expect(journal.all.map(\.defect?.kind) == [.tooSlow])
            }
        }
        try await withServer(limits: .init(idle: .milliseconds(60)), answer: Self.echo) { server, journal in
            try await RawCaller.run(port: server.port) { caller in
                #expect(await caller.readAll().text == "")
            }
            #expect(journal.all.isEmpty)
        }
    }

    @Test func `the steps of an answer happen in order`() async throws {
        let steps: [String: [AnswerStep]] = [
            "/reset": [.reset],
            "/cut": [.bytes(Array("HTTP/1.1 200 OK\r\n".utf8)), .wait(.milliseconds(20)), .reset],
            "/drop": [.close], "/part": [.bytes([0, 1, 255]), .wait(.milliseconds(5)), .bytes([2]), .close],
            "/half": [.bytes([65]), .halfClose, .hang],
        ]
        try await withServer {
            ServerAnswer(steps: steps[$0.request.target] ?? [])
        } body: { server, _ in
            func ask(_ target: String) async throws -> (text: String, ending: RawCaller.Ending) {
                try await RawCaller.run(port: server.port) { caller in
                    try await caller.send("GET \(target) HTTP/1.1\r\n\r\n")
                    return await caller.readAll()
                }
            }
            let heard = [
                try await ask("/reset"), try await ask("/cut"), try await ask("/drop"),
                try await ask("/part"),
                try await ask("/half"),
            ]
            #expect(heard.map(\.text) == ["", "HTTP/1.1 200 OK\r\n", "", "\u{0}\u{1}\u{FFFD}\u{2}", "A"])
            #expect(heard.map(\.ending) == [.reset, .reset, .finished, .finished, .finished])
        }
    }

    @Test func `an answer that ends the connection says so, unless something stands between`() async throws {
        let answer = AnswerStep.response(HTTPResponse(status: 200))
        for (steps, isSaid) in [([answer, .close], true), ([answer, .wait(.zero), .close], false)] {
            try await withServer { _ in
                ServerAnswer(steps: steps)
            } body: { server, _ in
                try await RawCaller.run(port: server.port) { caller in
                    try await caller.send("GET / HTTP/1.1\r\n\r\n")
                    let (text, ending) = await caller.readAll()
                    #expect(text.contains("Connection: close") == isSaid)
                    #expect(ending == .finished)
                }
            }
        }
    }

    @Test func `a hang ends when its peer goes away`() async throws {
        try await withServer { _ in
            ServerAnswer(steps: [.hang])
        } body: { server, _ in
            try await RawCaller.run(port: server.port) { caller in
                try await caller.send("GET / HTTP/1.1\r\n\r\n")
                try await caller.finish()
                #expect(await caller.readAll().text == "")
            }
        }
    }

    @Test func `a hang ends with the server, and closing waits no longer than its bound`() async throws {
        try await withSocketThreads(count: 1) { threads in
            let server = try await HTTPServer.open(.init(), threads: threads) { _ in
                ServerAnswer(steps: [.hang])
            }
            try await RawCaller.run(port: server.port) { caller in
                try await caller.send("GET / HTTP/1.1\r\n\r\n")
                while server.connectionCount == 0 { await Task.yield() }
                let clock = ContinuousClock()
                let time = await clock.measure { await server.close(within: .seconds(5)) }
                #expect(time < .seconds(4))
                #expect(await caller.readAll().text == "")
                #expect(server.connectionCount == 0)
            }
        }
    }

    @Test func `a hang ends when its limit is over`() async throws {
        try await withServer(limits: .init(answer: .milliseconds(50))) { _ in
            ServerAnswer(steps: [.hang])
        } body: {
            server, _ in
            try await RawCaller.run(port: server.port) { caller in
                try await caller.send("GET / HTTP/1.1\r\n\r\n")
                #expect(await caller.readAll().text == "")
            }
        }
    }

    @Test func `one connection too many is closed at once`() async throws {
        try await withServer(limits: .init(connections: 1), answer: Self.echo) { server, _ in
            try await RawCaller.run(port: server.port) { first in
                try await first.send("GET / HTTP/1.1\r\n\r\n")
                _ = await first.read(until: "\r\n\r\n")
                try await RawCaller.run(port: server.port) { second in
                    #expect(await second.readAll().text == "")
                }
                try await first.send("GET / HTTP/1.1\r\n\r\n")
                #expect(await first.read(until: "\r\n\r\n", times: 2).contains("X-Seq: 2"))
            }
        }
    }

    @Test func `a caller that ends its sending direction still gets its answer`() async throws {
        try await withServer { _ in
            ServerAnswer(steps: [.wait(.milliseconds(20)), .response(HTTPResponse(status: 200))])
        } body: { server, _ in
            try await RawCaller.run(port: server.port) { caller in
                try await caller.send("GET / HTTP/1.1\r\n\r\n")
                try await caller.finish()
                #expect(await caller.readAll().text.hasPrefix("HTTP/1.1 200 "))
            }
        }
    }

    @Test func `a request and the end of its sender, come at once, are answered and then ended`() async throws
    {
        try await withServer(answer: Self.echo) { server, _ in
            for requests in 1...20 {
                try await RawCaller.run(port: server.port) { caller in
                    let part = requests.isMultiple(of: 2) ? "GET / HT" : ""
                    caller.pour(
                        Array((String(repeating: "GET / HTTP/1.1\r\n\r\n", count: requests) + part).utf8))
                    try await caller.finish()
                    let text = await caller.readAll().text
                    #expect(text.split(separator: "X-Seq").count == requests + 1)
                }
            }
        }
    }

    @Test func `a listener that cannot be is an error with its reason`() async throws {
        try await withServer(answer: Self.echo) { server, _ in
            await withSocketThreads(count: 1) { threads in
                let failure = await #expect(throws: ListenFailure.self) {
                    _ = try await HTTPServer.open(.init(host: "192.0.2.1"), threads: threads) {
                        Self.echo($0)
                    }
                }
                #expect(
                    failure?.message == "cannot listen on 192.0.2.1:0: the address is not one of this machine"
                )
            }
            #expect(server.port > 0)
        }
    }
}
