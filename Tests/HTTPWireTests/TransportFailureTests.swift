import HTTPMessages
import HTTPWire
import NIOCore
import NIOPosix
import Testing

/// Each way an exchange can break, made to happen by a peer that knows no HTTP.
struct TransportFailureTests {
    /// A script, and what our client must make of it.
    struct Broken: Sendable, CustomTestStringConvertible {
        let name: String
        let kind: TransportFailure.Kind
        let steps: [RawStep]
        var says = ""
        var received: String?

        var testDescription: String { name }
    }

    static let broken: [Broken] = [
        Broken(
            name: "RST before a byte", kind: .reset, steps: [.readHead(1), .reset], says: "reset",
            received: ""),
        Broken(
            name: "RST within the head", kind: .reset,
            steps: [.readHead(1), .send("HTTP/1.1 200 OK\r\nA"), .reset],
            says: "reset"),
        Broken(
            name: "FIN before a byte", kind: .closedEarly, steps: [.readHead(1), .finish],
            says: "before the first byte", received: ""),
        Broken(
            name: "FIN within the head", kind: .closedEarly,
            steps: [.readHead(1), .send("HTTP/1.1 200 O"), .finish],
            says: "within the head", received: "HTTP/1.1 200 O"),
        Broken(
            name: "FIN within the body", kind: .closedEarly,
            steps: [.readHead(1), .send("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc"), .finish],
            says: "after 3 of 10 body bytes", received: "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc"),
        Broken(
            name: "FIN within a chunk", kind: .closedEarly,
            steps: [
                .readHead(1), .send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab"), .finish,
            ],
            says: "in a chunked body"),
        Broken(
            name: "chunks without a last one", kind: .closedEarly,
            steps: [
                .readHead(1), .send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n"),
                .finish,
            ],
            says: "in a chunked body, after 2"),
        Broken(
            name: "FIN after 100 Continue", kind: .closedEarly,
            steps: [.readHead(1), .send("HTTP/1.1 100 Continue\r\n\r\n"), .finish], says: "head"),
        malformed("garbage", "SSH-2.0-OpenSSH_9.2\r\n", says: "does not start with HTTP/1.1"),
        malformed("random bytes without a line end", "\u{1}\u{2}xyz", says: "does not start"),
        malformed("HTTP/2.0", "HTTP/2.0 200 OK\r\n\r\n", says: "does not start with HTTP/1.1"),
        malformed("HTTP/1.7", "HTTP/1.7 200 OK\r\n\r\n", says: "version"),
        malformed("a status of letters", "HTTP/1.1 abc OK\r\n\r\n", says: "three digits"),
        malformed("a status of four digits", "HTTP/1.1 2000 OK\r\n\r\n", says: "three digits"),
        malformed("a status under 100", "HTTP/1.1 099 OK\r\n\r\n", says: "three digits"),
        malformed("no colon", "HTTP/1.1 200 OK\r\nNoColonHere\r\n\r\n", says: "no colon"),
        malformed("a space before the colon", "HTTP/1.1 200 OK\r\nName : x\r\n\r\n", says: "not a token"),
        malformed("a control character", "HTTP/1.1 200 OK\r\nA: x\u{0}y\r\n\r\n", says: "control character"),
        malformed("a first line folded", "HTTP/1.1 200 OK\r\n A: x\r\n\r\n", says: "white space"),
        malformed(
            "conflicting lengths", "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\nab",
            says: "conflicting Content-Length: 2 and 3"),
        malformed(
            "a length of letters", "HTTP/1.1 200 OK\r\nContent-Length: two\r\n\r\nab", says: "not a number"),
        malformed(
            "a negative length", "HTTP/1.1 200 OK\r\nContent-Length: -2\r\n\r\nab", says: "not a number"),
        malformed(
            "a length beyond all numbers",
            "HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999\r\n\r\nab",
            says: "not a number"),
        malformed(
            "a chunk size of letters", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\nab\r\n",
            says: "chunk size"),
        malformed(
            "a chunk longer than its size",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nabcd\r\n0\r\n\r\n",
            says: "longer than its size"),
        Broken(
            name: "a head too large", kind: .tooLarge,
            steps: [.readHead(1), .send("HTTP/1.1 200 OK\r\nA: " + String(repeating: "x", count: 3000))],
            says: "head is over the limit of 2000"),
        Broken(
            name: "a declared length too large", kind: .tooLarge,
            steps: [.readHead(1), .send("HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n")],
            says: "length 5000 is over the limit of 4000"),
        Broken(
            name: "an endless body", kind: .tooLarge,
            steps: [.readHead(1), .send("HTTP/1.1 200 OK\r\n\r\n" + String(repeating: "x", count: 5000))],
            says: "limit of 4000"),
        Broken(
            name: "chunks too large together", kind: .tooLarge,
            steps: [.readHead(1), .send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nfff0\r\n")],
            says: "limit of 4000"),
    ]

    private static func malformed(_ name: String, _ answer: String, says: String) -> Broken {
        Broken(
            name: name, kind: .malformedHTTP, steps: [.readHead(1), .send(answer)], says: says,
            received: answer)
    }

    @Test(arguments: broken)
    func `each broken answer is told by its kind, with the bytes that came`(broken: Broken) async throws {
        var configuration = HTTPClientConfiguration()
        configuration.limits.head = 2000
        configuration.limits.body = 4000
        let failure = try await RawPeer.run(broken.steps) { peer in
            await withClient(configuration) { await $0.send(to: peer.origin).failure }
        }
        #expect(failure?.kind == broken.kind)
        #expect(failure?.message.contains(broken.says) == true, "\(failure?.message ?? "no failure")")
        #expect(failure?.wasSent == true)
        if let received = broken.received {
            #expect(failure.map { String(decoding: $0.received, as: UTF8.self) } == received)
        }
    }

    @Test(arguments: [
        [RawStep.readHead(1)], [.readHead(1), .send("HTTP/1.1 200 OK\r\n")],
        [.readHead(1), .send("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nab")],
    ])
    func `the deadline passes in each phase of the answer`(steps: [RawStep]) async throws {
        let failure = try await RawPeer.run(steps) { peer in
            await withClient { await $0.send(to: peer.origin, timeout: .milliseconds(80)).failure }
        }
        #expect(failure?.kind == .timeout)
        #expect(failure.map { $0.elapsed >= .milliseconds(80) } == true)
    }

    @Test func `a connection that nobody takes runs into the deadline`() async throws {
        // A listener whose queue is full lets further connections wait in the system.
        let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        let listener = try await ServerBootstrap(group: group)
            .serverChannelOption(.backlog, value: 0)
            .serverChannelOption(.autoRead, value: false)
            .bind(host: "127.0.0.1", port: 0).get()
        let origin = HTTPOrigin(scheme: .http, host: "127.0.0.1", port: listener.localAddress?.port ?? 0)
        let failures = await withClient { client in
            await withTaskGroup(of: TransportFailure?.self) { tasks in
                for _ in 0..<6 {
                    tasks.addTask { await client.send(to: origin, timeout: .milliseconds(150)).failure }
                }
                return await tasks.reduce(into: []) { $0.append($1) }
            }
        }
        #expect(failures.allSatisfy { $0?.kind == .timeout })
        #expect(
            failures.contains { $0?.message.contains("while connecting") == true || $0?.wasSent == false })
        try await group.shutdownGracefully()
    }

    @Test func `a refused connection is told as that`() async throws {
        let port = try await RawPeer.run([]) { $0.port }
        let origin = HTTPOrigin(scheme: .http, host: "127.0.0.1", port: port)
        let failure = await withClient { await $0.send(to: origin).failure }
        #expect(failure?.kind == .connect)
        #expect(failure?.message == "cannot connect to 127.0.0.1:\(port): connection refused")
        #expect(failure?.wasSent == false)
    }

    @Test func `a name without an address is told as that`() async {
        let origin = HTTPOrigin(scheme: .http, host: "no-such-name.invalid", port: 80)
        let failure = await withClient { await $0.send(to: origin, timeout: .seconds(20)).failure }
        #expect(failure?.kind == .nameLookup)
        #expect(failure?.message == "no address is known for the name 'no-such-name.invalid'")
    }

    @Test func `a peer that resets whatever connects was reached`() async throws {
        // Whether the connection still stands when the client looks is a matter of luck; the kind is not.
        for _ in 1...50 {
            let failure = try await RawPeer.run([.reset]) { peer in
                await withClient { await $0.send(to: peer.origin).failure }
            }
            #expect(failure?.kind == .reset, "\(failure?.message ?? "")")
        }
    }

    @Test func `a reset while a long request is still being sent is a reset`() async throws {
        let long = HTTPRequest(
            method: "POST", target: "/", body: Array(repeating: UInt8(ascii: "x"), count: 8_000_000))
        let failure = try await RawPeer.run([.read(1), .reset]) { peer in
            await withClient { await $0.send(long, to: peer.origin).failure }
        }
        #expect(failure?.kind == .reset)
    }

    @Test func `a cancelled caller gets its answer at once and the connection ends`() async throws {
        try await RawPeer.run([.readHead(1)]) { peer in
            await withClient { client in
                let failure = await withTaskGroup(of: TransportFailure?.self) { tasks in
                    tasks.addTask { await client.send(to: peer.origin, timeout: .seconds(60)).failure }
                    while peer.text().isEmpty { await Task.yield() }
                    tasks.cancelAll()
                    return await tasks.next() ?? nil
                }
                #expect(failure?.message == "the caller gave up before its deadline")
                #expect(failure.map { $0.elapsed < .seconds(30) } == true)
            }
        }
    }
}
