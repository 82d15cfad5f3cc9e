import AWSWire
import EventBridgeFake
import FakeControl
import HTTPWire
import ScenarioLanguage
import ScenarioRunner
import Synchronization

/// The embedded fake as a target: every running case has a listener and a state of its own.
///
/// Listeners are opened as they are needed, reset between cases and closed at the end.
final class FakeTarget: Target {
    private let threads: SocketThreads
    private let cache = SigningKeyCache()
    private let clock: RunClock
    private let idle = Mutex<[Listener]>([])
    /// Who is told of the journals of running cases; each case then has a key of its own.
    private let witnesses: CaseWitnesses?

    private let resting = Mutex<[Resting]>([])
    private let late = Mutex(0)

    /// A listener whose case is over, and how much it had received then.
    private struct Resting {
        let listener: Listener
        let until: Duration
        let count: Int
    }

    /// A fake and its address, read once.
    private struct Listener {
        let fake: Fake
        let endpoint: Endpoint
    }

    init(threads: SocketThreads, clock: RunClock, witnesses: CaseWitnesses?) {
        self.threads = threads
        self.witnesses = witnesses
        self.clock = clock
    }

    let abilities = TargetAbilities(
        name: "the fake", canBePrepared: true, hasJournal: true, showsState: true,
        hasTemporaryCredentials: true,
        onlyRegion: nil)

    func withCase<Result: Sendable>(
        _ setup: CaseSetup, _ body: (CaseTarget) async -> Result
    ) async throws(TargetUnavailable) -> Result {
        var configuration = try FakeConfiguration(
            region: setup.region, given: setup.given, secondsSince1970: clock.secondsSince1970())
        let own = credential(isTemporary: setup.wantsTemporaryCredentials, in: &configuration)
        let listener = try await take(configuration, tls: setup.given?.tls)
        let fake = listener.fake
        let journal = CaseJournal(
            count: { fake.journal.count },
            signatures: { after in fake.journal.dropFirst(after).map(WitnessedSignature.init) },
            requests: { after in fake.journal.dropFirst(after).map(ObservedRequest.init) })
        witnesses?.set(journal, at: listener.endpoint.connectionPort)
        let result = await body(
            CaseTarget(
                endpoint: listener.endpoint, region: setup.region, credentials: own.credentials,
                authority: fake.authorityPEM, journal: journal, sources: { ObservedSource.all(of: fake) },
                moveClock: { fake.advance(by: $0) }))
        witnesses?.set(nil, at: listener.endpoint.connectionPort)
        if witnesses != nil {
            setAside(listener)
        } else if setup.given?.tls == nil, setup.given?.faults.isEmpty ?? true {
            idle.withLock { $0.append(listener) }
        } else {
            // What a fault holds back may still come; it must not meet the next case. Nor is a certificate changed.
            await fake.close()
        }
        return result
    }

    /// How long a listener waits for requests that come after the end of their case.
    private static let grace = Duration.milliseconds(250)

    /// Keeps a listener open for what may still come, without keeping anybody waiting for it.
    private func setAside(_ listener: Listener) {
        let resting = Resting(
            listener: listener, until: clock.elapsed() + Self.grace, count: listener.fake.journal.count)
        self.resting.withLock { $0.append(resting) }
    }

    /// Ends the rest of listeners whose time has come, and counts what came late.
    private func awaken(all isLast: Bool) -> [Listener] {
        let now = clock.elapsed()
        let awake = resting.withLock { resting in
            let awake = resting.filter { isLast || $0.until <= now }
            resting.removeAll { isLast || $0.until <= now }
            return awake
        }
        for one in awake { late.withLock { $0 += max(0, one.listener.fake.journal.count - one.count) } }
        return awake.map(\.listener)
    }

    /// How many requests came after the end of the case that they belonged to, as far as they are counted yet.
    var lateRequestCount: Int { late.withLock { $0 } }

    /// The credential of a case: the documented example, or for a client under test one that no other case has.
    private func credential(isTemporary: Bool, in configuration: inout FakeConfiguration) -> FakeCredential {
        let example: FakeCredential = isTemporary ? .temporaryExample : .example
        guard witnesses != nil else { return example }
        var key = CaseKey()
        let own = key.credential(isTemporary: isTemporary, account: example.account)
        configuration.credentials.append(own)
        return own
    }

    /// Closes all listeners; no case may be running.
    func close() async {
        if let last = resting.withLock({ $0.map(\.until).max() }) {
            await clock.wait(max(.zero, last - clock.elapsed()))
        }
        let rested = awaken(all: true)
        let all =
            rested
            + idle.withLock { listeners in
                defer { listeners = [] }
                return listeners
            }
        await withTaskGroup(of: Void.self) { group in
            for listener in all { group.addTask { await listener.fake.close() } }
        }
    }

    private func take(
        _ configuration: FakeConfiguration, tls: GivenTLS?
    ) async throws(TargetUnavailable) -> Listener {
        // What came late could still meet the next case, so a listener of a client's case serves only that one.
        let rested = awaken(all: false)
        for listener in rested { await listener.fake.close() }
        // What befalls connections is the listener's affair from its first one on.
        let isOrdinary = tls == nil && !configuration.faults.contains(where: \.isOfConnection)
        if isOrdinary, let listener = idle.withLock({ $0.popLast() }) {
            listener.fake.reset(configuration)
            return listener
        }
        do {
            let fake = try await Fake.open(
                configuration, listening: FakeListening(tls: tls?.certificate), threads: threads, cache: cache
            )
            return Listener(fake: fake, endpoint: try Endpoint(url: fake.url))
        } catch {
            throw TargetUnavailable(reason: "the fake did not start: \(error)")
        }
    }
}
