import Foundation
import HTTPMessages
import HTTPWire
import Synchronization
import Testing

/// What a server does to connections before a request is read, seen by peers that are not ours.
@Suite(.timeLimit(.minutes(10)))
struct ConnectionFaultsTests {
    private func withServer<R>(
        _ faults: ConnectionFaults = .none, identity: TLSIdentity? = nil, limits: HTTPServerLimits = .init(),
        body: (HTTPServer) async throws -> R
    ) async throws -> R {
        try await withSocketThreads(count: 1) { threads in
            try await withHTTPServer(
                .init(limits: limits, identity: identity, faults: faults), threads: threads
            ) { _ in
                ServerAnswer(HTTPResponse(status: 200, reason: "OK", body: Array("served".utf8)))
            } _: {
                try await body($0)
            }
        }
    }

    private func identity(_ variant: TLSAuthority.Variant = .trusted) throws -> TLSIdentity {
        try TLSAuthority(now: Date().timeIntervalSince1970).identity(variant)
    }

    /// What Python meets: how connecting, sending and reading went.
    private func ask(_ server: HTTPServer) async throws -> String {
        try await ask(port: server.port)
    }

    private func ask(port: Int) async throws -> String {
        let script = """
            import socket, sys
            try:
                peer = socket.create_connection(("127.0.0.1", int(sys.argv[1])), timeout=20)
                peer.sendall(b"GET / HTTP/1.1\\r\\nConnection: close\\r\\n\\r\\n")
                text = b""
                while piece := peer.recv(4096): text += piece
                print("served" if text.endswith(b"served") else "ended", end="")
            except ConnectionRefusedError:
                print("refused", end="")
            except (ConnectionResetError, BrokenPipeError):
                print("reset", end="")
            """
        return try await run("python3", ["-c", script, "\(port)"]).text
    }

    private func expect(
        _ server: HTTPServer, _ met: String, at place: SourceLocation = #_sourceLocation
    ) async throws {
        let found = try await ask(server)
        #expect(found == met, sourceLocation: place)
    }

    @Test func `a connection that is reset ends before its request is read, until told otherwise`()
        async throws
    {
        try await withServer(ConnectionFaults(isReset: true)) { server in
            try await expect(server, "reset")
            server.set(.none)
            try await expect(server, "served")
            server.set(ConnectionFaults(isReset: true))
            try await expect(server, "reset")
        }
    }

    @Test func `a delayed connection is served after its delay, and no other waits for it`() async throws {
        try await withServer { server in
            let clock = ContinuousClock()
            server.set(ConnectionFaults(delay: .milliseconds(400)))
            let start = clock.now
            try await expect(server, "served")
            let time = clock.now - start
            #expect(time >= .milliseconds(400))
        }
    }

    @Test func `a delayed connection ends with the server`() async throws {
        try await withSocketThreads(count: 1) { threads in
            let server = try await HTTPServer.open(
                .init(faults: ConnectionFaults(delay: .seconds(3600))), threads: threads
            ) { _ in ServerAnswer(HTTPResponse(status: 200)) }
            try await RawCaller.run(port: server.port) { caller in
                while server.connectionCount == 0 { await Task.yield() }
                await server.close(within: .seconds(5))
                #expect(server.connectionCount == 0)
                #expect(await caller.readAll().text == "")
            }
        }
    }

    @Test func `one connection more than the most is closed at once`() async throws {
        try await withServer(ConnectionFaults(most: 1)) { server in
            try await RawCaller.run(port: server.port) { first in
                try await first.send("GET / HTTP/1.1\r\n\r\n")
                _ = await first.read(until: "served")
                let second = try await ask(server)
                #expect(second == "ended" || second == "reset")
                try await first.send("GET / HTTP/1.1\r\n\r\n")
                _ = await first.read(until: "served", times: 2)
                server.set(.none)
                try await expect(server, "served")
            }
        }
    }

    @Test func `a function is asked about each connection`() async throws {
        try await withServer { server in
            let asked = Counter()
            server.set { ConnectionFaults(isReset: asked.next() % 2 == 1) }
            var met: [String] = []
            for _ in 0..<4 { met.append(try await ask(server)) }
            #expect(met == ["reset", "served", "reset", "served"])
        }
    }

    @Test func `a listener that is down refuses, and comes back at the same port`() async throws {
        try await withServer { server in
            try await RawCaller.run(port: server.port) { standing in
                try await standing.send("GET / HTTP/1.1\r\n\r\n")
                _ = await standing.read(until: "served")
                await server.refuse(for: .seconds(3600))
                try await expect(server, "refused")
                try await standing.send("GET / HTTP/1.1\r\n\r\n")
                _ = await standing.read(until: "served", times: 2)
                await server.refuse(for: .milliseconds(1))
                while try await ask(server) == "refused" {}
                try await expect(server, "served")
            }
        }
    }

    @Test func `a listener that is down closes like any other`() async throws {
        let port = try await withServer { server in
            await server.refuse(for: .seconds(3600))
            return server.port
        }
        #expect(try await ask(port: port) == "refused")
    }

    @Test func `connections can be cut without closing the server`() async throws {
        try await withServer { server in
            try await RawCaller.run(port: server.port) { caller in
                try await caller.send("GET / HTTP/1.1\r\n\r\n")
                _ = await caller.read(until: "served")
                server.cutConnections()
                _ = await caller.readAll()
                try await expect(server, "served")
            }
        }
    }

    // MARK: TLS

    /// What OpenSSL says of a handshake and a request with these options.
    private func openssl(_ server: HTTPServer, _ options: [String] = [], authority: String) async throws
        -> String
    {
        try await withFile(authority) { file in
            let command =
                "printf 'GET / HTTP/1.1\\r\\nConnection: close\\r\\n\\r\\n' | timeout 20 openssl s_client "
                + "-connect 127.0.0.1:\(server.port) -CAfile \(file) -verify_return_error -ign_eof "
                + "-servername localhost -verify_hostname localhost \(options.joined(separator: " ")) 2>&1"
            return try await run("sh", ["-c", command]).text
        }
    }

    @Test func `a handshake is reset once the client has begun it`() async throws {
        let identity = try identity()
        try await withServer(ConnectionFaults(handshake: .reset), identity: identity) { server in
            let text = try await openssl(server, authority: identity.authorityPEM)
            #expect(text.contains("CONNECTED"))
            #expect(text.contains("errno=104") || text.contains("Connection reset"))
            server.set(.none)
            let afterwards = try await openssl(server, authority: identity.authorityPEM)
            #expect(afterwards.contains("served"))
        }
    }

    @Test func `a handshake hangs no longer than the limit for answers, and ends with its peer`() async throws
    {
        let identity = try identity()
        let faults = ConnectionFaults(handshake: .hang)
        try await withServer(faults, identity: identity, limits: .init(answer: .milliseconds(300))) {
            server in
            let text = try await openssl(server, authority: identity.authorityPEM)
            #expect(text.contains("CONNECTED"))
            #expect(text.contains("read 0 bytes"))
        }
        try await withServer(faults, identity: identity) { server in
            try await RawCaller.run(port: server.port) { caller in
                try await caller.send([22, 3, 1])
                while server.connectionCount == 0 { await Task.yield() }
            }
            while server.connectionCount > 0 { await Task.yield() }
        }
    }

    @Test func `a handshake that hangs ends with the server`() async throws {
        let identity = try identity()
        try await withSocketThreads(count: 1) { threads in
            let server = try await HTTPServer.open(
                .init(identity: identity, faults: ConnectionFaults(handshake: .hang)), threads: threads
            ) { _ in ServerAnswer(HTTPResponse(status: 200)) }
            try await RawCaller.run(port: server.port) { caller in
                while server.connectionCount == 0 { await Task.yield() }
                await server.close(within: .seconds(5))
                #expect(server.connectionCount == 0)
                #expect(await caller.readAll().text == "")
            }
        }
    }

    @Test func `an old version is all that is spoken`() async throws {
        let identity = try identity()
        try await withServer(ConnectionFaults(handshake: .oldVersion), identity: identity) { server in
            let modern = try await openssl(
                server, ["-min_protocol TLSv1.2"], authority: identity.authorityPEM)
            #expect(!modern.contains("served"))
            #expect(modern.contains("protocol version"))
            let old = try await openssl(
                server, ["-tls1 -cipher DEFAULT@SECLEVEL=0"], authority: identity.authorityPEM)
            #expect(old.contains("served"))
        }
    }

    @Test func `a client without a certificate is not served where one is required`() async throws {
        let identity = try identity()
        let faults = ConnectionFaults(handshake: .clientCertificateRequired)
        try await withServer(faults, identity: identity) { server in
            let text = try await openssl(server, authority: identity.authorityPEM)
            #expect(!text.contains("served"))
            #expect(text.contains("certificate required"))
        }
    }

    @Test(arguments: [
        (TLSAuthority.Variant.expired, "certificate has expired"),
        (.notYetValid, "certificate is not yet valid"), (.wrongHost, "hostname mismatch"),
        (.selfSigned, "self-signed certificate"),
        (.unknownAuthority, "unable to get local issuer certificate"),
    ])
    func `another certificate is shown while the server runs`(variant: TLSAuthority.Variant, reason: String)
        async throws
    {
        let authority = try TLSAuthority(now: Date().timeIntervalSince1970)
        let wrong = try authority.identity(variant)
        try await withServer(identity: try authority.identity(.trusted)) { server in
            let before = try await openssl(server, authority: authority.pem)
            #expect(before.contains("served"))
            server.set(ConnectionFaults(handshake: .identity(wrong)))
            let text = try await openssl(server, authority: authority.pem)
            #expect(!text.contains("served"))
            #expect(text.contains(reason), "\(text)")
            server.set(.none)
            let afterwards = try await openssl(server, authority: authority.pem)
            #expect(afterwards.contains("served"))
        }
    }
}

/// Counts from 1.
private final class Counter: Sendable {
    private let count = Mutex(0)

    func next() -> Int {
        count.withLock { count in
            count += 1
            return count
        }
    }
}
