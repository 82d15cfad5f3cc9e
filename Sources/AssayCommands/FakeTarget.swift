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

    /// A fake and its address, read once.
    private struct Listener {
        let fake: Fake
        let endpoint: Endpoint
    }

    init(threads: SocketThreads, clock: RunClock) {
        self.threads = threads
        self.clock = clock
    }

    let abilities = TargetAbilities(
        name: "the fake", canBePrepared: true, hasJournal: true, showsState: true,
        hasTemporaryCredentials: true,
        onlyRegion: nil)

    func withCase<Result: Sendable>(
        _ setup: CaseSetup, _ body: (CaseTarget) async -> Result
    ) async throws(TargetUnavailable) -> Result {
        let configuration = try FakeConfiguration(
            region: setup.region, given: setup.given, secondsSince1970: clock.secondsSince1970())
        let listener = try await take(configuration, tls: setup.given?.tls)
        let own: FakeCredential = setup.wantsTemporaryCredentials ? .temporaryExample : .example
        let fake = listener.fake
        let result = await body(
            CaseTarget(
                endpoint: listener.endpoint, region: setup.region, credentials: own.credentials,
                authority: fake.authorityPEM,
                journal: CaseJournal(
                    count: { fake.journal.count },
                    signatures: { after in fake.journal.dropFirst(after).map(WitnessedSignature.init) },
                    requests: { after in fake.journal.dropFirst(after).map(ObservedRequest.init) }),
                sources: { ObservedSource.all(of: fake) }, moveClock: { fake.advance(by: $0) }))
        if setup.given?.tls == nil, setup.given?.faults.isEmpty ?? true {
            idle.withLock { $0.append(listener) }
        } else {
            // What a fault holds back may still come; it must not meet the next case. Nor is a certificate changed.
            await fake.close()
        }
        return result
    }

    /// Closes all listeners; no case may be running.
    func close() async {
        let all = idle.withLock { listeners in
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
        if tls == nil, let listener = idle.withLock({ $0.popLast() }) {
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
