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

    private let service: FakeService
    private let server: HTTPServer
    private let clock: @Sendable () -> Duration

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
        service.sources(of: namespace)
    }

    // MARK: what it does

    /// Adds a source without asking any rule.
    public func add(_ source: FakeConfiguration.InitialSource) {
        service.add(source, now: clock())
    }

    /// Arms a fault behind those that are armed; returns the id to disarm it by.
    ///
    /// Throws for a selection that the fault cannot have.
    @discardableResult
    public func arm(_ fault: Fault) throws(InvalidFault) -> Int {
        if let problem = fault.problem { throw problem }
        return service.arm(fault, at: clock())
    }

    /// Arms a fault for calls of an operation, or for every request.
    @discardableResult
    public func arm(_ action: FaultAction, on operation: String? = nil, times: Int? = nil) -> Int {
        service.arm(Fault(action, on: operation, times: times), at: clock())
    }

    /// Takes a fault away; tells whether it was armed.
    @discardableResult
    public func disarm(_ id: Int) -> Bool {
        service.disarm(id)
    }

    /// Takes all faults away.
    public func disarmAll() {
        service.disarmAll()
    }

    /// The armed faults in order, with how often each was met.
    public var faults: [FaultStanding] { service.faults }

    /// Begins anew: sources, journal and faults are as the configuration says, or as at the start.
    ///
    /// Requests that still come with a key of before, and that the new configuration does not know, are counted as
    /// strays and belong to nobody. Limits of the listener stay as they were.
    public func reset(_ configuration: FakeConfiguration? = nil) {
        service.reset(configuration ?? service.configuration, now: clock())
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
            let identity = try listening.tls.map { variant throws(TLSIdentityFailure) in
                // Clients judge certificates by their own clock, which is the machine's.
                try TLSAuthority(now: SystemClock.sinceEpoch().inSeconds).identity(variant.certificate)
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
            return Fake(
                service: service, server: server, authorityPEM: identity?.authorityPEM, clock: clock)
        } catch let failure as ListenFailure {
            throw FakeFailure(message: failure.message)
        } catch let failure as TLSIdentityFailure {
            throw FakeFailure(message: failure.message)
        } catch {
            throw FakeFailure(message: "the fake cannot start: \(error)")
        }
    }

    /// Stops listening and cuts every connection.
    package func close() async {
        await server.close(within: .seconds(2))
    }
}

/// Why a fake did not start.
public struct FakeFailure: Error, Hashable, Sendable, CustomStringConvertible {
    /// A sentence for people, lower case, without a full stop.
    public let message: String

    public var description: String { message }
}
