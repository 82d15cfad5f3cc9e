import HTTPMessages
import HTTPWire
import Synchronization
import Testing

/// What our client sends and reads, against a peer that knows no HTTP.
struct HTTPClientTests {
    private func ok(_ body: String) -> String {
        "HTTP/1.1 200 OK\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)"
    }

    @Test func `the bytes sent are the request as it stands, with host and length where they are missing`()
        async throws
    {
        try await RawPeer.run([.readHead(1), .send(ok("hello"))]) { peer in
            let exchange = try await withClient { try await $0.send(to: peer.origin).get() }
            #expect(
                peer.text()
                    == "POST / HTTP/1.1\r\nX-One: 1\r\nHost: 127.0.0.1:\(peer.port)\r\nContent-Length: 2\r\n\r\n{}"
            )
            #expect(
                exchange.response
                    == HTTPResponse(
                        status: 200, reason: "OK", fields: [("Content-Length", "5")],
                        body: Array("hello".utf8)))
            #expect(
                String(decoding: exchange.rawHead, as: UTF8.self)
                    == "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n")
            #expect(exchange.rawBody == Array("hello".utf8))
            #expect(!exchange.isReusedConnection)
        }
    }

    @Test func `as given means not a byte more`() async throws {
        let request = HTTPRequest(
            method: "post", target: "*weird target", fields: [("host", "x"), ("B", " spaced  "), ("b", "é")],
            body: [0, 255])
        try await RawPeer.run([.readHead(1), .send(ok(""))]) { peer in
            _ = try await withClient { client in
                try await client.send(request, to: peer.origin, timeout: .seconds(5), framing: .asGiven).get()
            }
            let sent = peer.received.withLock { $0[0] }
            #expect(
                sent == Array("post *weird target HTTP/1.1\r\nhost: x\r\nB:  spaced  \r\nb: é\r\n\r\n".utf8)
                    + [0, 255])
        }
    }

    @Test func `bytes go out as they are`() async throws {
        try await RawPeer.run([.read(9), .send("HTTP/1.1 400 Bad\r\nContent-Length: 0\r\n\r\n")]) { peer in
            let exchange = try await withClient { client in
                try await client.send(
                    bytes: Array("\u{1}garbage\n".utf8), to: peer.origin, timeout: .seconds(5),
                    answersHead: false
                ).get()
            }
            #expect(exchange.response.status == 400)
            #expect(peer.text() == "\u{1}garbage\n")
        }
    }

    @Test func `a connection is used again, and one that the peer ended is not`() async throws {
        try await RawPeer.run(
            [.readHead(1), .send(ok("1")), .readHead(2), .send(ok("2")), .finish],
            [.readHead(1), .send(ok("3"))]
        ) { peer in
            try await withClient { client in
                let first = try await client.send(to: peer.origin).get()
                let second = try await client.send(to: peer.origin).get()
                let third = try await client.send(to: peer.origin).get()
                #expect([first, second, third].map(\.response.bodyText) == ["1", "2", "3"])
                #expect([first, second, third].map(\.isReusedConnection) == [false, true, false])
                #expect(second.timing.connect == .zero)
                #expect(peer.connectionCount == 2)
            }
        }
    }

    @Test func `a connection idle for too long is not used again`() async throws {
        var configuration = HTTPClientConfiguration()
        configuration.limits.idle = .zero
        try await RawPeer.run([.readHead(1), .send(ok("1"))]) { peer in
            try await withClient(configuration) { client in
                _ = try await client.send(to: peer.origin).get()
                while try await client.send(to: peer.origin).get().isReusedConnection { await Task.yield() }
                #expect(peer.connectionCount >= 2)
            }
        }
    }

    @Test func `unasked bytes end a connection, not the next exchange`() async throws {
        try await RawPeer.run(
            [.readHead(1), .send(ok("1") + "HTTP/1.1 200 OK\r\n")], [.readHead(1), .send(ok("2"))]
        ) { peer in
            try await withClient { client in
                let first = try await client.send(to: peer.origin).get()
                #expect(String(decoding: first.surplus, as: UTF8.self) == "HTTP/1.1 200 OK\r\n")
                #expect(try await client.send(to: peer.origin).get().response.bodyText == "2")
            }
        }
    }

    @Test func `informational answers are collected`() async throws {
        let answer =
            "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n" + ok("x")
        try await RawPeer.run([.readHead(1), .send(answer)]) { peer in
            let exchange = try await withClient { try await $0.send(to: peer.origin).get() }
            #expect(
                exchange.informational == [
                    HTTPResponse(status: 100, reason: "Continue"),
                    HTTPResponse(status: 103, reason: "Early Hints", fields: [("Link", "</a>")]),
                ])
            #expect(exchange.response.bodyText == "x")
        }
    }

    @Test func `chunks are put together and their frames kept`() async throws {
        let frames = "4;name=value\r\nabcd\r\nA\r\n0123456789\r\n0\r\nTrailer: x\r\n\r\n"
        let head = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
        try await RawPeer.run([.readHead(1), .send(head + frames)]) { peer in
            let exchange = try await withClient { try await $0.send(to: peer.origin).get() }
            #expect(exchange.response.bodyText == "abcd0123456789")
            #expect(String(decoding: exchange.rawBody, as: UTF8.self) == frames)
            #expect(String(decoding: exchange.rawAnswer, as: UTF8.self) == head + frames)
        }
    }

    @Test func `an answer that comes byte by byte is the same answer`() async throws {
        let answer =
            "HTTP/1.1 200 Very fine\r\nA: 1\r\nFolded: a\r\n\tb\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n"
        let steps = [RawStep.readHead(1)] + answer.utf8.map { .sendBytes([$0]) }
        try await RawPeer.run(steps) { peer in
            let exchange = try await withClient { try await $0.send(to: peer.origin).get() }
            #expect(exchange.response.reason == "Very fine")
            #expect(exchange.response.fields["folded"] == "a b")
            #expect(exchange.response.bodyText == "abc")
        }
    }

    @Test(arguments: [
        "HTTP/1.0 200 OK\r\n\r\nabc", "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip\r\n\r\nabc",
        "HTTP/1.1 200\n\nabc",
    ])
    func `without a length the end of the connection ends the body`(answer: String) async throws {
        try await RawPeer.run([.readHead(1), .send(answer), .finish]) { peer in
            let exchange = try await withClient { try await $0.send(to: peer.origin).get() }
            #expect(exchange.response.bodyText == "abc")
        }
    }

    @Test(arguments: [
        ("HEAD", "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n"),
        ("POST", "HTTP/1.1 204 No Content\r\n\r\n"),
        ("POST", "HTTP/1.1 304 Not Modified\r\nContent-Length: 10\r\n\r\n"),
        ("POST", "HTTP/1.1 200 OK\r\nContent-Length: 0, 0\r\n\r\n"),
    ])
    func `answers without a body end with their head`(method: String, answer: String) async throws {
        try await RawPeer.run([.readHead(1), .send(answer)]) { peer in
            let exchange = try await withClient {
                try await $0.send(HTTPRequest(method: method, target: "/"), to: peer.origin).get()
            }
            #expect(exchange.response.body.isEmpty)
        }
    }

    @Test(arguments: [
        "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 1\r\n\r\nx",
        "HTTP/1.0 200 OK\r\nContent-Length: 1\r\n\r\nx",
    ])
    func `a connection that the peer will close is not used again`(answer: String) async throws {
        try await RawPeer.run([.readHead(1), .send(answer)]) { peer in
            try await withClient { client in
                _ = try await client.send(to: peer.origin).get()
                #expect(try await client.send(to: peer.origin).get().isReusedConnection == false)
            }
        }
    }

    @Test func `nothing is followed, repeated or unpacked`() async throws {
        let answer =
            "HTTP/1.1 307 Temporary Redirect\r\nLocation: /elsewhere\r\nContent-Encoding: gzip\r\nContent-Length: 3\r\n\r\nabc"
        try await RawPeer.run([.readHead(1), .send(answer)]) { peer in
            let exchange = try await withClient { try await $0.send(to: peer.origin).get() }
            #expect(exchange.response.status == 307)
            #expect(exchange.response.bodyText == "abc")
            #expect(peer.connectionCount == 1)
        }
    }

    @Test func `broken UTF-8 in a header is repaired in the value and kept in the raw head`() async throws {
        let answer =
            Array("HTTP/1.1 200 OK\r\nA: x".utf8) + [0xff] + Array("y\r\nContent-Length: 0\r\n\r\n".utf8)
        try await RawPeer.run([.readHead(1), .sendBytes(answer)]) { peer in
            let exchange = try await withClient { try await $0.send(to: peer.origin).get() }
            #expect(exchange.response.fields["a"] == "x\u{FFFD}y")
            #expect(exchange.rawHead == answer)
        }
    }

    @Test func `python's own server is understood`() async throws {
        let script = """
            import http.server, sys
            class H(http.server.BaseHTTPRequestHandler):
                protocol_version = 'HTTP/1.1'
                def do_POST(self):
                    body = self.rfile.read(int(self.headers['content-length']))
                    self.send_response(200); self.send_header('Content-Length', str(len(body))); self.end_headers()
                    self.wfile.write(body[::-1])
                def log_message(self, *a): pass
            s = http.server.ThreadingHTTPServer(('127.0.0.1', 0), H)
            print(s.server_port, flush=True); s.serve_forever()
            """
        try await withPython(script) { port in
            try await withClient { client in
                let origin = HTTPOrigin(scheme: .http, host: "localhost", port: port)
                for round in 0..<20 {
                    let request = HTTPRequest(method: "POST", target: "/", body: Array("abc\(round)".utf8))
                    let exchange = try await client.send(request, to: origin).get()
                    #expect(exchange.response.bodyText == String("abc\(round)".reversed()))
                    #expect(exchange.isReusedConnection == (round > 0))
                }
            }
        }
    }
}
