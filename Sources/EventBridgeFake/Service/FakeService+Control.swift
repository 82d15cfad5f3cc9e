import AWSWire
import Synchronization

/// The parts of a namespace that can begin anew by themselves.
package enum ControlPart: String, CaseIterable, Hashable, Sendable {
    case state, journal, faults, clock, credentials
}

/// An armed fault and the namespace that it is armed in.
package struct NamespacedFault: Sendable {
    package let namespace: String
    package let standing: FaultStanding
}

/// What can be done to a running service from outside, a namespace at a time.
extension FakeService {
    /// The namespaces that a key opens or that hold anything, in order of name.
    package var knownNamespaces: [String] {
        state.withLock { Self.known(in: $0).sorted() }
    }

    private static func known(in state: FakeState) -> Set<String> {
        Set(state.namespaces.keys).union(state.setting.configuration.credentials.map(\.namespace))
    }

    /// The armed faults of a namespace, or of all, in the order they were armed.
    package func namespacedFaults(of namespace: String?) -> [NamespacedFault] {
        let found = state.withLock { state in
            state.namespaces.filter { namespace == nil || $0.key == namespace }.flatMap { name, held in
                held.book.standings.map { NamespacedFault(namespace: name, standing: $0) }
            }
        }
        return found.sorted { $0.standing.id < $1.standing.id }
    }

    /// Begins anew in parts of a namespace, or of all: they are as the configuration says.
    package func reset(_ parts: Set<ControlPart>, of namespace: String?, now: Duration) {
        state.withLock { state in
            for name in namespace.map({ [$0] }) ?? Self.known(in: state) {
                Self.reset(parts, of: name, in: &state, now)
            }
            if parts.contains(.credentials) { resetCredentials(of: namespace, in: &state) }
        }
        followRefusals()
    }

    /// Each key that a namespace has, or had at the start, is as it was then, or unknown if it was not there.
    private func resetCredentials(of namespace: String?, in state: inout FakeState) {
        var configuration = state.setting.configuration
        let before = Set(configuration.credentials.map(\.namespace))
        let meant = Set(
            (configuration.credentials + state.firstCredentials).filter {
                namespace == nil || $0.namespace == namespace
            }.map(\.accessKeyID))
        configuration.credentials =
            state.firstCredentials.filter { meant.contains($0.accessKeyID) }
            + configuration.credentials.filter { !meant.contains($0.accessKeyID) }
        state.change(to: Setting(configuration, cache: cache))
        let kept = configuration.credentials.map(\.namespace) + configuration.sources.map(\.namespace)
        for name in before.subtracting(kept) where name != FakeCredential.defaultNamespace {
            state.forget(namespace: name)
        }
    }

    private static func reset(
        _ parts: Set<ControlPart>, of name: String, in state: inout FakeState, _ now: Duration
    ) {
        let configuration = state.setting.configuration
        let fresh = NamespaceState(configuration)
        // What is held is told by the lifecycle's time, so that goes first.
        if parts.contains(.clock) {
            state.inNamespace(name) { $0.lifecycleOffset = fresh.lifecycleOffset }
        }
        if parts.contains(.journal) { state.journal.removeAll(of: name) }
        if parts.contains(.state) {
            state.inNamespace(name) { held in
                held.regions = [:]
                held.quota = fresh.quota
                held.isDisabled = fresh.isDisabled
            }
            for source in configuration.sources where source.namespace == name {
                state.add(source, now: now)
            }
        }
        if parts.contains(.faults) {
            state.disarmAll(in: name)
            if name == FakeCredential.defaultNamespace {
                for fault in configuration.faults { _ = state.arm(fault, in: name, at: now) }
            }
        }
    }

    /// Takes away the sources of a name and an account, each of which may be any; tells how many there were.
    package func removeSources(of namespace: String, name: String?, account: String?) -> Int {
        state.withLock { state in
            state.inNamespace(namespace) { held in
                var count = 0
                for region in held.regions.keys {
                    for source in held.regions[region]?.sources.all ?? [] {
                        guard name == nil || source.name == name, account == nil || source.account == account
                        else { continue }
                        held.regions[region]?.takeAway(source)
                        count += 1
                    }
                }
                return count
            }
        }
    }

    /// Takes away the buses of a name and an account, each of which may be any, as their customers would;
    /// tells how many there were.
    package func removeBuses(of namespace: String, name: String?, account: String?, now: Duration) -> Int {
        state.withLock { state in
            state.inNamespace(namespace) { held in
                var count = 0
                let time = now + held.lifecycleOffset
                for region in held.regions.keys {
                    for bus in held.regions[region]?.buses.all ?? [] {
                        guard name == nil || bus.name == name, account == nil || bus.account == account,
                            held.regions[region]?.removeBus(bus.name, account: bus.account, at: time) == true
                        else { continue }
                        count += 1
                    }
                }
                return count
            }
        }
    }

    package var credentials: [FakeCredential] { configuration.credentials }

    /// Makes a key known, in place of one with the same id.
    package func put(_ credential: FakeCredential) {
        reconfigure { configuration in
            configuration.credentials.removeAll { $0.accessKeyID == credential.accessKeyID }
            configuration.credentials.append(credential)
        }
    }

    /// Forgets a key, and with the last one of a namespace what that holds; tells whose key it was.
    package func removeCredential(_ accessKey: String) -> FakeCredential? {
        guard let credential = configuration.credentials.first(where: { $0.accessKeyID == accessKey }) else {
            return nil
        }
        reconfigure { $0.credentials.removeAll { $0.accessKeyID == accessKey } }
        state.withLock { state in
            let isOpen = state.setting.configuration.credentials.contains {
                $0.namespace == credential.namespace
            }
            guard !isOpen, credential.namespace != FakeCredential.defaultNamespace else { return }
            state.forget(namespace: credential.namespace)
        }
        followRefusals()
        return credential
    }
}

extension RegionState {
    /// Takes a source away without asking any rule, from partner and customer.
    fileprivate mutating func takeAway(_ source: PartnerEventSource) {
        _ = sources.remove(name: source.name, account: source.account, isKeptByCustomer: false)
        sources.forget(name: source.name, account: source.account)
    }
}
