import Foundation
import HTTPMessages
import HTTPWire
import Testing

/// TLS on both ends, each against a foreign counterpart too.
struct TLSTests {
    private let now = Date().timeIntervalSince1970

    private func withServer<R>(
        _ identity: TLSIdentity, steps: [AnswerStep]? = nil, body: (HTTPServer) async throws -> R
    ) async throws -> R {
        try await withSocketThreads(count: 1) { threads in
            try await withHTTPServer(.init(identity: identity), threads: threads) { request in
                steps.map { ServerAnswer(steps: $0) }
                    ?? ServerAnswer(HTTPResponse(status: 200, reason: "OK", body: request.request.body))
            } _: {
                try await body($0)
            }
        }
    }

    private func send(_ server: HTTPServer, host: String, trust: TLSTrust) async -> Result<
        HTTPExchange, TransportFailure
    > {
        await withClient(HTTPClientConfiguration(trust: trust)) { client in
            await client.send(to: HTTPOrigin(scheme: .https, host: host, port: server.port))
        }
    }

    @Test(arguments: ["localhost", "127.0.0.1"])
    func `a client that trusts the authority is served, by name and by address`(host: String) async throws {
        let identity = try TLSAuthority(now: now).identity(.trusted)
        try await withServer(identity) { server in
            let exchange = try await send(server, host: host, trust: .pem(identity.authorityPEM)).get()
            #expect(exchange.response.bodyText == "{}")
            #expect(exchange.timing.connect > .zero)
        }
    }

    @Test func `a connection over TLS is used again`() async throws {
        let identity = try TLSAuthority(now: now).identity(.trusted)
        try await withServer(identity) { server in
            let configuration = HTTPClientConfiguration(
                trust: .pem(identity.authorityPEM), limits: .init(idle: .seconds(60)))
            try await withClient(configuration) { client in
                let origin = HTTPOrigin(scheme: .https, host: "localhost", port: server.port)
                let exchanges = [
                    try await client.send(to: origin).get(), try await client.send(to: origin).get(),
                ]
                #expect(exchanges.map(\.isReusedConnection) == [false, true])
            }
        }
    }

    @Test(arguments: [
        (TLSAuthority.Variant.expired, "the certificate has expired"),
        (.notYetValid, "the certificate is not valid yet"),
        (.unknownAuthority, "the certificate is not signed by an authority that is trusted"),
        (.selfSigned, "the certificate is not signed by an authority that is trusted"),
        (.wrongHost, "the certificate is not for this host name"),
    ])
    func `each wrong certificate is refused, and nothing was sent`(
        variant: TLSAuthority.Variant, says: String
    )
        async throws
    {
        let identity = try TLSAuthority(now: now).identity(variant)
        try await withServer(identity) { server in
            let failure = await send(server, host: "localhost", trust: .pem(identity.authorityPEM)).failure
            #expect(failure?.kind == .tls)
            #expect(failure?.message == says)
            #expect(failure?.wasSent == false)
        }
    }

    @Test func `the system's roots do not trust a private authority`() async throws {
        let identity = try TLSAuthority(now: now).identity(.trusted)
        try await withServer(identity) { server in
            #expect(await send(server, host: "localhost", trust: .systemRoots).failure?.kind == .tls)
        }
    }

    @Test func `a bundle that cannot be read is told by its name`() async throws {
        let identity = try TLSAuthority(now: now).identity(.trusted)
        try await withServer(identity) { server in
            try await withFile("no certificate") { path in
                for path in ["/nowhere/ca.pem", path] {
                    let failure = await send(server, host: "localhost", trust: .pemFile(path)).failure
                    #expect(failure?.kind == .tls)
                    #expect(
                        failure?.message
                            == "cannot read the certificates of '\(path)': "
                            + "there is no file with certificates in PEM form")
                }
            }
        }
    }

    @Test func `a peer without TLS is a TLS failure, not garbage`() async throws {
        try await RawPeer.run([.read(1), .send("HTTP/1.1 400 Bad Request\r\n\r\n"), .finish]) { peer in
            let origin = HTTPOrigin(scheme: .https, host: "127.0.0.1", port: peer.port)
            let failure = await withClient { await $0.send(to: origin).failure }
            #expect(failure?.kind == .tls)
            #expect(failure?.message == "the peer does not speak TLS")
        }
    }

    @Test(arguments: [
        ([RawStep.read(1), .reset], TransportFailure.Kind.reset), ([.read(1), .finish], .closedEarly),
        ([.read(1)], .timeout),
    ])
    func `a handshake that is cut or hangs is told as that`(steps: [RawStep], kind: TransportFailure.Kind)
        async throws
    {
        try await RawPeer.run(steps) { peer in
            let origin = HTTPOrigin(scheme: .https, host: "127.0.0.1", port: peer.port)
            let failure = await withClient { await $0.send(to: origin, timeout: .milliseconds(500)).failure }
            #expect(failure?.kind == kind, "\(failure?.message ?? "")")
            #expect(failure?.message.contains("handshake") == true, "\(failure?.message ?? "")")
        }
    }

    @Test(arguments: [
        ([AnswerStep.reset], TransportFailure.Kind.reset), ([.close], .closedEarly),
        ([.bytes(Array("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nab".utf8)), .close], .closedEarly),
        ([.bytes(Array("nonsense\r\n".utf8))], .malformedHTTP),
    ])
    func `broken answers over TLS are told apart too`(steps: [AnswerStep], kind: TransportFailure.Kind)
        async throws
    {
        let identity = try TLSAuthority(now: now).identity(.trusted)
        try await withServer(identity, steps: steps) { server in
            let failure = await send(server, host: "localhost", trust: .pem(identity.authorityPEM)).failure
            #expect(failure?.kind == kind, "\(failure?.message ?? "")")
            #expect(failure?.wasSent == true)
        }
    }

    @Test func `curl trusts our authority and refuses without it`() async throws {
        let identity = try TLSAuthority(now: now).identity(.trusted)
        try await withServer(identity) { server in
            try await withFile(identity.authorityPEM) { path in
                for host in ["localhost", "127.0.0.1"] {
                    let url = "https://\(host):\(server.port)/"
                    let result = try await run("curl", ["-sS", "--cacert", path, "-d", "hello", url])
                    #expect(result.text == "hello", "\(result.errors)")
                }
            }
            #expect(try await run("curl", ["-sS", "https://localhost:\(server.port)/"]).status == 60)
        }
    }
}
