import Foundation
import HTTPMessages
import HTTPWire
import Testing

/// Ways through a proxy, and which connections take them.
struct ProxyTests {
    private func configuration(_ peer: RawPeer, noProxy: String? = nil) throws -> HTTPClientConfiguration {
        let proxy = "http://us%40er:pa:ss@127.0.0.1:\(peer.port)"
        return HTTPClientConfiguration(
            proxies: try ProxyRules(httpsProxy: proxy, httpProxy: proxy, noProxy: noProxy))
    }

    @Test func `plain HTTP goes to the proxy in absolute form`() async throws {
        try await RawPeer.run([.readHead(1), .send("HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nx")]) {
            peer in
            try await withClient(configuration(peer)) { client in
                let origin = HTTPOrigin(scheme: .http, host: "service.test", port: 8080)
                let exchange = try await client.send(to: origin).get()
                #expect(exchange.response.bodyText == "x")
            }
            #expect(
                peer.text()
                    == "POST http://service.test:8080/ HTTP/1.1\r\nX-One: 1\r\nHost: service.test:8080\r\n"
                    + "Content-Length: 2\r\nProxy-Authorization: Basic dXNAZXI6cGE6c3M=\r\n\r\n{}")
        }
    }

    @Test func `TLS goes through a tunnel, and the proxy's refusal is no answer`() async throws {
        let answer = "HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 3\r\n\r\nno!"
        try await RawPeer.run([.readHead(1), .send(answer)]) { peer in
            try await withClient(configuration(peer)) { client in
                let origin = HTTPOrigin(scheme: .https, host: "service.test", port: 443)
                let failure = await client.send(to: origin).failure
                #expect(failure?.kind == .connect)
                #expect(
                    failure?.message
                        == "the proxy 127.0.0.1:\(peer.port) answered 407 Proxy Authentication Required")
                #expect(failure.map { String(decoding: $0.received, as: UTF8.self) } == answer)
            }
            #expect(
                peer.text() == "CONNECT service.test:443 HTTP/1.1\r\nHost: service.test:443\r\n"
                    + "Proxy-Authorization: Basic dXNAZXI6cGE6c3M=\r\n\r\n")
        }
    }

    @Test(arguments: [
        [RawStep.readHead(1), .finish], [.readHead(1), .send("SOCKS?\r\n")], [.readHead(1), .reset],
    ])
    func `a proxy that breaks is a failure to connect`(steps: [RawStep]) async throws {
        try await RawPeer.run(steps) { peer in
            try await withClient(configuration(peer)) { client in
                let failure = await client.send(
                    to: HTTPOrigin(scheme: .https, host: "service.test", port: 443)
                ).failure
                #expect(failure?.kind == .connect, "\(failure?.message ?? "")")
                #expect(failure?.wasSent == false)
            }
        }
    }

    /// A proxy in Python that connects every tunnel to one port of this machine.
    private static let tunnel = """
        import socket, sys, threading
        s = socket.create_server(('127.0.0.1', 0))
        print(s.getsockname()[1], flush=True)
        def pump(a, b):
            try:
                while d := a.recv(65536): b.sendall(d)
                b.shutdown(socket.SHUT_WR)
            except OSError: pass
        while True:
            c, _ = s.accept()
            head = b''
            while b'\\r\\n\\r\\n' not in head: head += c.recv(4096)
            o = socket.create_connection(('127.0.0.1', int(sys.argv[1])))
            c.sendall(b'HTTP/1.1 200 Connection established\\r\\n\\r\\n')
            for a, b in ((c, o), (o, c)): threading.Thread(target=pump, args=(a, b), daemon=True).start()
        """

    @Test func `an exchange through a tunnel is verified against the origin's name`() async throws {
        let identity = try TLSAuthority(now: Date().timeIntervalSince1970).identity(.wrongHost)
        try await withSocketThreads(count: 1) { threads in
            try await withHTTPServer(.init(identity: identity), threads: threads) { _ in
                ServerAnswer(HTTPResponse(status: 200, body: Array("through".utf8)))
            } _: { server in
                try await withPython(Self.tunnel, ["\(server.port)"]) { port in
                    let rules = try ProxyRules(httpsProxy: "127.0.0.1:\(port)", httpProxy: nil, noProxy: nil)
                    let trusted = HTTPClientConfiguration(
                        trust: .pem(identity.authorityPEM), proxies: rules,
                        limits: .init(idle: .seconds(600)))
                    try await withClient(trusted) { client in
                        let good = HTTPOrigin(scheme: .https, host: "elsewhere.example", port: 443)
                        let exchanges = [
                            try await client.send(to: good).get(), try await client.send(to: good).get(),
                        ]
                        #expect(exchanges.map(\.response.bodyText) == ["through", "through"])
                        #expect(exchanges.map(\.isReusedConnection) == [false, true])
                        let bad = HTTPOrigin(scheme: .https, host: "service.test", port: 443)
                        #expect(await client.send(to: bad).failure?.kind == .tls)
                    }
                }
            }
        }
    }

    /// Values of `NO_PROXY`, an origin, and whether it goes through the proxy.
    static let rules: [(String?, String, Bool)] = [
        (nil, "http://service.test", true), ("", "http://service.test", true),
        ("*", "http://service.test", false),
        ("service.test", "http://service.test", false), (".test", "http://service.test", false),
        ("test", "http://service.test:1", false), ("vice.test", "http://service.test", true),
        ("*.test", "http://service.test", false), ("other.test, service.test", "http://service.test", false),
        ("service.test:81", "http://service.test", true), ("service.test:80", "http://service.test", false),
        ("SERVICE.test", "http://Service.TEST", false), ("10.0.0.0/8", "http://10.20.30.40", false),
        ("10.0.0.0/8", "http://11.0.0.1", true), ("192.0.2.128/25", "http://192.0.2.127", true),
        ("192.0.2.128/25", "http://192.0.2.129", false), ("192.0.2.1", "http://192.0.2.1:99", false),
        ("2001:db8::/32", "http://[2001:db8::1]", false), ("2001:db8::/32", "http://[2001:db9::1]", true),
        (nil, "http://localhost", false), (nil, "http://127.0.0.9:9", false), (nil, "http://[::1]:9", false),
        ("broken/x", "http://service.test", true),
    ]

    @Test(arguments: rules.indices)
    func `the exceptions are read as usual, and loopback is always one`(index: Int) throws {
        let (noProxy, url, isProxied) = Self.rules[index]
        let rules = try ProxyRules(httpsProxy: nil, httpProxy: "http://proxy.test:3128", noProxy: noProxy)
        let origin = try #require(HTTPOrigin(url: url))
        #expect(rules.isProxied(origin) == isProxied)
    }

    @Test(arguments: ["https://proxy.test", "socks5://proxy.test", "http://proxy.test:port", "http://"])
    func `a proxy that cannot be is an error without its password`(value: String) {
        #expect(throws: InvalidProxy.self) {
            _ = try ProxyRules(httpsProxy: value, httpProxy: nil, noProxy: nil)
        }
    }
}
