import AWSWire
import EventBridgeFake
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
        let configuration = try configuration(for: setup)
        let listener = try await take(configuration)
        let own: FakeCredential = setup.wantsTemporaryCredentials ? .temporaryExample : .example
        let fake = listener.fake
        let result = await body(
            CaseTarget(
                endpoint: listener.endpoint, region: setup.region, credentials: own.credentials,
                journal: CaseJournal(
                    count: { fake.journal.count },
                    signatures: { after in fake.journal.dropFirst(after).map(WitnessedSignature.init) },
                    requests: { after in fake.journal.dropFirst(after).map(ObservedRequest.init) }),
                sources: { fake.sources().map(ObservedSource.init) }))
        if setup.given?.faults.isEmpty ?? true {
            idle.withLock { $0.append(listener) }
        } else {
            // What a fault holds back may still come; it must not meet the next case.
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

    private func take(_ configuration: FakeConfiguration) async throws(TargetUnavailable) -> Listener {
        if let listener = idle.withLock({ $0.popLast() }) {
            listener.fake.reset(configuration)
            return listener
        }
        do {
            let fake = try await Fake.open(
                configuration, listening: FakeListening(), threads: threads, cache: cache)
            return Listener(fake: fake, endpoint: try Endpoint(url: fake.url))
        } catch {
            throw TargetUnavailable(reason: "the fake did not start: \(error)")
        }
    }

    private func configuration(for setup: CaseSetup) throws(TargetUnavailable) -> FakeConfiguration {
        var configuration = FakeConfiguration(region: setup.region)
        guard let given = setup.given else { return configuration }
        guard given.accounts.isEmpty else {
            throw TargetUnavailable(reason: "the fake serves every account (given: accounts)")
        }
        configuration.otherRegions = given.regions.filter { $0 != setup.region }
        configuration.quota = given.quota
        configuration.isDisabled = given.isDisabled
        configuration.faults = given.faults
        configuration.clockSkew = given.clockSkew ?? .zero
        switch given.clock {
        case nil: break
        case .offset(let offset): configuration.lifecycleOffset = offset
        case .time(let seconds):
            configuration.lifecycleOffset = .seconds(Double(seconds) - clock.secondsSince1970())
        }
        configuration.sources = given.sources.map { source in
            let state: PartnerEventSource.State =
                switch source.state {
                case .pending: .pending
                case .active: .active
                case .deleted: .deleted
                }
            return .init(name: source.name, account: source.account, state: state)
        }
        configuration.credentials += given.credentials.compactMap(FakeCredential.init)
        for policy in given.policies {
            do throws(InvalidFault) {
                try configuration.policies.set(policy.name, to: policy.value)
            } catch {
                throw TargetUnavailable(reason: error.message)
            }
        }
        return configuration
    }
}
