import HTTPMessages
import HTTPWire
import Synchronization

/// A listener that every proxy variable of a client names: it refuses, and records where the client wanted to go.
///
/// A client that takes the endpoint it was given never comes here, since loopback goes past proxies.
final class Tripwire: Sendable {
    /// What the proxy variables hold.
    let url: String
    private let server: HTTPServer
    private let hits: Hits

    private final class Hits: Sendable {
        let targets = Mutex<[String]>([])
    }

    private init(server: HTTPServer, hits: Hits) {
        self.server = server
        self.hits = hits
        url = "http://127.0.0.1:\(server.port)"
    }

    static func open(threads: SocketThreads) async throws(ListenFailure) -> Tripwire {
        let hits = Hits()
        let server = try await HTTPServer.open(HTTPServerConfiguration(), threads: threads) { received in
            let target =
                received.defect == nil ? Self.target(of: received.request) : "something that is no HTTP"
            hits.targets.withLock { if $0.count < 100 { $0.append(target) } }
            return ServerAnswer(
                HTTPResponse(
                    status: 403, reason: "Forbidden",
                    fields: [("Content-Type", "text/plain; charset=utf-8"), ("Connection", "close")],
                    body: Array("assay: nothing is forwarded from here\n".utf8)))
        }
        return Tripwire(server: server, hits: hits)
    }

    func close() async {
        await server.close(within: .seconds(1))
    }

    /// Where clients wanted to go since the last time somebody asked, each host once.
    func takeTargets() -> [String] {
        let targets = hits.targets.withLock { targets in
            defer { targets = [] }
            return targets
        }
        var seen: Set<String> = []
        return targets.filter { seen.insert($0).inserted }
    }

    /// Host and port of what a proxy is asked for.
    private static func target(of request: HTTPRequest) -> String {
        if request.method == "CONNECT" { return request.target }
        if let origin = HTTPOrigin(url: request.target) { return "\(origin.host):\(origin.port)" }
        return request.fields["Host"] ?? request.target
    }

    /// Whether a host belongs to AWS, where no client under test has anything to do.
    static func isOfAWS(_ target: String) -> Bool {
        let host = target.split(separator: ":").first.map { $0.lowercased() } ?? ""
        return ["amazonaws.com", "amazonaws.com.cn", "api.aws", "aws.amazon.com", "amazonaws.eu"].contains {
            domain in
            host == domain || host.hasSuffix("." + domain)
        }
    }
}

/// Tripwires for as many clients as run at the same time, so that each hit is known to be one client's.
final class TripwirePool: Sendable {
    private let threads: SocketThreads
    private let idle = Mutex<[Tripwire]>([])

    init(threads: SocketThreads) {
        self.threads = threads
    }

    func take() async throws(ListenFailure) -> Tripwire {
        if let wire = idle.withLock({ $0.popLast() }) { return wire }
        return try await Tripwire.open(threads: threads)
    }

    func giveBack(_ wire: Tripwire) {
        idle.withLock { $0.append(wire) }
    }

    /// Closes all that were given back.
    func close() async {
        let all = idle.withLock { wires in
            defer { wires = [] }
            return wires
        }
        for wire in all { await wire.close() }
    }
}
