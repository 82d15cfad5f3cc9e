import HTTPMessages
import HTTPWire
import Synchronization
import Testing

/// Broken bytes and many callers at once: neither end may fall over, hang or mix anything up.
struct RobustnessTests {
    /// Random numbers that are the same in every run.
    private struct Seeded: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            let mixed = (state ^ state >> 33) &* 0xff51_afd7_ed55_8ccd
            return mixed ^ mixed >> 33
        }
    }

    /// A message with some bytes changed, left out, doubled or cut off.
    private static func broken(_ message: String, _ random: inout Seeded) -> [UInt8] {
        var bytes = Array(message.utf8)
        for _ in 0..<Int.random(in: 1...4, using: &random) where !bytes.isEmpty {
            let place = Int.random(in: 0..<bytes.count, using: &random)
            switch Int.random(in: 0..<5, using: &random) {
            case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
            case 1: bytes.remove(at: place)
            case 2: bytes.insert([0, 10, 13, 32, 58, 255].randomElement(using: &random) ?? 0, at: place)
            case 3: bytes.insert(contentsOf: bytes[place...].prefix(30), at: place)
            default: bytes.removeLast(bytes.count - place)
            }
        }
        return bytes
    }

    @Test(arguments: 0..<20)
    func `broken answers end in a result`(seed: Int) async throws {
        var random = Seeded(state: UInt64(seed))
        let answers = [
            "HTTP/1.1 200 OK\r\nContent-Type: a\r\nContent-Length: 5\r\n\r\nhello",
            "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3;a=b\r\nabc\r\n0\r\nT: u\r\n\r\n",
        ]
        for _ in 0..<10 {
            let bytes = Self.broken(answers[Int.random(in: 0...1, using: &random)], &random)
            let kind = try await RawPeer.run([.readHead(1), .sendBytes(bytes), .finish]) { peer in
                await withClient { await $0.send(to: peer.origin).failure?.kind }
            }
            #expect([nil, .closedEarly, .malformedHTTP, .tooLarge, .reset].contains(kind), "\(bytes)")
        }
    }

    @Test(arguments: 0..<4)
    func `broken requests are answered or dropped, and the server goes on`(seed: Int) async throws {
        var random = Seeded(state: UInt64(1000 + seed))
        let requests = [
            "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhelloGET / HTTP/1.1\r\n\r\n",
            "POST /x?y HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n3;a=b\r\nabc\r\n0\r\nT: u\r\n\r\n",
        ]
        try await withSocketThreads(count: 1) { threads in
            try await withHTTPServer(.init(), threads: threads) { request in
                request.defect.map { .refusal(of: $0) } ?? ServerAnswer(HTTPResponse(status: 200))
            } _: { server in
                for _ in 0..<40 {
                    let bytes = Self.broken(requests[Int.random(in: 0...1, using: &random)], &random)
                    try await RawCaller.run(port: server.port) { caller in
                        try await caller.send(bytes)
                        try? await caller.finish()
                        let (text, _) = await caller.readAll()
                        #expect(text.isEmpty || text.hasPrefix("HTTP/1.1 "), "\(bytes)")
                    }
                }
                let last = try await run(
                    "curl", ["-sS", "-o", "/dev/null", "-w", "%{http_code}", "\(server.origin)/"])
                #expect(last.text == "200")
            }
        }
    }

    @Test func `a caller that asks and does not read is not asked for more`() async throws {
        let count = 4000
        let target = "/" + String(repeating: "a", count: 4000)
        let requests = String(repeating: "GET \(target) HTTP/1.1\r\n\r\n", count: count)
        let served = Mutex(0)
        try await withSocketThreads(count: 1) { threads in
            try await withHTTPServer(.init(), threads: threads) { request in
                if request.request.target == target { served.withLock { $0 += 1 } }
                return ServerAnswer(
                    HTTPResponse(status: 200, body: [UInt8](repeating: 0, count: 16_384)))
            } _: { server in
                try await RawCaller.run(port: server.port, reads: false) { caller in
                    caller.pour(Array(requests.utf8))
                    // Other calls on the same thread tell that it had the time.
                    await withClient { client in
                        func wait(calls: Int) async {
                            for _ in 0..<calls where served.withLock({ $0 }) < count {
                                #expect(await client.send(to: server.origin).failure == nil)
                            }
                        }
                        await wait(calls: 500)
                        #expect(served.withLock { $0 } < count)
                        try? await caller.startReading()
                        await wait(calls: 20_000)
                    }
                    #expect(served.withLock { $0 } == count)
                }
            }
        }
    }

    @Test func `many callers at once each get their own answer`() async throws {
        try await withSocketThreads(count: 2) { threads in
            try await withHTTPServer(.init(), threads: threads) { request in
                let answer = HTTPResponse(status: 200, body: request.request.body)
                return request.sequence % 7 == 0
                    ? ServerAnswer(steps: [.wait(.milliseconds(1)), .response(answer), .close])
                    : ServerAnswer(answer)
            } _: { server in
                let wrong = await withHTTPClient(.init(), threads: threads) { client in
                    await withTaskGroup(of: Int.self) { tasks in
                        for caller in 0..<32 {
                            tasks.addTask {
                                var wrong = 0
                                for number in 0..<40 {
                                    let body = "\(caller).\(number)"
                                    let request = HTTPRequest(
                                        method: "POST", target: "/", body: Array(body.utf8))
                                    let answer = await client.send(
                                        request, to: server.origin, timeout: .seconds(30))
                                    if (try? answer.get().response.bodyText) != body { wrong += 1 }
                                }
                                return wrong
                            }
                        }
                        return await tasks.reduce(0, +)
                    }
                }
                #expect(wrong == 0)
            }
        }
    }
}
