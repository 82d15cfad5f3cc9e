public import AWSWire
import HTTPMessages
package import HTTPWire

/// A running stand-in for EventBridge's partner event sources, on a port of this machine.
///
/// It knows the documented example keys, checks every signature and keeps a journal of what it received.
/// `withFake` starts and ends one.
public final class Fake: Sendable {
    /// Where clients reach it: scheme, host and port, no slash at the end.
    public let url: String
    public let port: Int
    /// The certificate of the authority that clients must trust, as PEM; nil for plain HTTP.
    public let authorityPEM: String?

    let service: FakeService
    private let server: HTTPServer
    let clock: @Sendable () -> Duration

    private init(
        service: FakeService, server: HTTPServer, authorityPEM: String?,
        clock: @escaping @Sendable () -> Duration
    ) {
        self.service = service
        self.server = server
        self.authorityPEM = authorityPEM
        self.clock = clock
        port = server.port
        url = server.origin.description
    }

    // MARK: what it holds

    /// The first key that it knows, which is the permanent example key unless told otherwise.
    public var credentials: Credentials {
        (service.configuration.credentials.first ?? .example).credentials
    }

    public var region: String { service.configuration.region }

    /// What it received, in order of arrival; the oldest requests may have been dropped.
    public var journal: [JournalEntry] { service.journal }

    /// What it received from the keys of one namespace.
    public func journal(of namespace: String) -> [JournalEntry] {
        journal.filter { $0.namespace == namespace }
    }

    /// How many requests were dropped from the journal to keep it within its bounds.
    public var droppedJournalEntries: Int { service.droppedJournalEntries }

    /// How many requests came too late, with a key that was good before a reset only.
    public var strayRequests: Int { service.strayRequests }

    /// The sources of a namespace, in order of name; those that the customer alone still sees are DELETED.
    public func sources(of namespace: String = FakeCredential.defaultNamespace) -> [PartnerEventSource] {
        service.settle(namespace, now: clock())
        return service.sources(of: namespace)
    }

    /// The customers' buses of a namespace, in order of account and name; default buses are not told.
    public func buses(of namespace: String = FakeCredential.defaultNamespace) -> [EventBus] {
        service.buses(of: namespace)
    }

    /// The last events that a namespace accepted, those too that a PENDING source dropped.
    public func events(of namespace: String = FakeCredential.defaultNamespace) -> [PartnerEvent] {
        service.events(of: namespace)
    }

    // MARK: what it does

    /// Adds a source without asking any rule.
    public func add(_ source: FakeConfiguration.InitialSource) {
        service.add(source, now: clock())
    }

    /// Begins anew: sources, journal and faults are as the configuration says, or as at the start.
    ///
    /// Requests that still come with a key of before, and that the new configuration does not know, are counted as
    /// strays and belong to nobody. Limits of the listener stay as they were.
    public func reset(_ configuration: FakeConfiguration? = nil) {
        service.reset(configuration ?? service.configuration, now: clock())
    }

    /// Begins anew in one namespace and leaves the others alone: its sources, buses, time, faults and journal
    /// entries are as the configuration says.
    public func reset(namespace: String) {
        service.reset(namespace: namespace, now: clock())
    }

    // MARK: listening

    /// Opens a listener that lasts until `close`; `withFake` is for everyone who needs just one.
    ///
    /// Fakes opened on the same threads share them, and with the same cache their derived keys.
    package static func open(
        _ configuration: FakeConfiguration, listening: FakeListening, threads: SocketThreads,
        cache: SigningKeyCache = SigningKeyCache(), front: FakeFront? = nil
    ) async throws(FakeFailure) -> Fake {
        let clock = configuration.clock ?? SystemClock.sinceEpoch
        let service = FakeService(configuration, cache: cache, now: clock(), witness: front?.witness)
        do {
            // Clients judge certificates by their own clock, which is the machine's.
            let authority = try listening.tls.map { _ throws(TLSIdentityFailure) in
                try TLSAuthority(now: SystemClock.sinceEpoch().inSeconds)
            }
            var identity: TLSIdentity?
            if let authority, let certificate = listening.tls?.certificate {
                identity = try authority.identity(certificate)
            }
            var limits = HTTPServerLimits()
            limits.head = configuration.limits.headBytes
            limits.body = configuration.limits.bodyBytes
            limits.idle = configuration.limits.idle
            let server = try await HTTPServer.open(
                HTTPServerConfiguration(
                    host: listening.host, port: listening.port, limits: limits, identity: identity),
                threads: threads
            ) { received in
                let now = clock()
                return front?.answer(to: received, of: service, at: now)
                    ?? service.answer(to: Arrival(received), at: now)
            }
            await service.attach(server, certificates: authority.map(OtherCertificates.init), clock: clock)
            if let problem = configuration.faults.lazy.compactMap(service.problem).first {
                service.detach()
                await server.close(within: .seconds(2))
                throw FakeFailure(message: problem.message)
            }
            return Fake(
                service: service, server: server, authorityPEM: identity?.authorityPEM, clock: clock)
        } catch let failure as FakeFailure {
            throw failure
        } catch let failure as ListenFailure {
            throw FakeFailure(message: failure.message)
        } catch let failure as TLSIdentityFailure {
            throw FakeFailure(message: failure.message)
        } catch {
            throw FakeFailure(message: "the fake cannot start: \(error)")
        }
    }

    /// Stops listening, and cuts the connections whose answers are not done within the bound.
    package func drain(within bound: Duration) async {
        service.detach()
        await server.drain(within: bound)
    }

    /// Stops listening and cuts every connection.
    package func close() async {
        service.detach()
        await server.close(within: .seconds(2))
    }
}

/// Why a fake did not start.
public struct FakeFailure: Error, Hashable, Sendable, CustomStringConvertible {
    /// A sentence for people, lower case, without a full stop.
    public let message: String

    public var description: String { message }
}
