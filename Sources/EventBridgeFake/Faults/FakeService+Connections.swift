package import AWSWire
import HTTPWire
import Synchronization

/// The faults of the connection itself.
extension FakeService {
    /// What befalls a connection that is made now.
    func connectionFaults(at now: Duration) -> ConnectionFaults {
        let (actions, isRefused) = state.withLock { state in
            (state.drawForConnection(at: now), state.refusedUntil.map { now < $0 } ?? false)
        }
        // A connection that came before the listener was down is not served either.
        var faults = ConnectionFaults(isReset: isRefused)
        guard !actions.isEmpty else { return faults }
        let certificates = listener.withLock { $0?.certificates }
        for action in actions { faults.add(action, certificates) }
        return faults
    }

    /// Lets its faults befall the connections of a server, and follows them if they want it down at once.
    func attach(
        _ server: HTTPServer, certificates: OtherCertificates?, clock: @escaping @Sendable () -> Duration
    ) async {
        server.set(asking: { [self] in connectionFaults(at: clock()) })
        let now = clock()
        let until = state.withLock { $0.refusedUntil }
        if let until, until > now { await server.refuse(for: until - now) }
        listener.withLock {
            $0 = FakeListener(
                certificates: certificates, clock: clock, refuse: { server.beginRefusing(for: $0) },
                refusedUntil: until)
        }
    }

    /// Knows of no listener any more.
    func detach() {
        listener.withLock { $0 = nil }
    }

    /// Why a fault cannot be armed here; nil where it can.
    package func problem(of fault: Fault) -> InvalidFault? {
        if let problem = fault.problem { return problem }
        let speaksTLS = listener.withLock { $0.map { $0.certificates != nil } ?? true }
        guard !speaksTLS, let action = fault.actions.first(where: { $0.name.group == .tls }) else {
            return nil
        }
        return InvalidFault(
            field: nil, message: "the fault '\(action.name.rawValue)' needs a listener that speaks TLS")
    }

    /// Has the listener go down, or come back, as the armed faults say by now.
    func followRefusals() {
        let until = state.withLock { $0.refusedUntil }
        let listener = self.listener.withLock { listener in
            defer { listener?.refusedUntil = until }
            return listener
        }
        guard let listener, until != listener.refusedUntil else { return }
        let now = listener.clock()
        let time = max(.zero, (until ?? now) - now)
        let isDown = listener.refusedUntil.map { now < $0 } ?? false
        if time > .zero || isDown { listener.refuse(time) }
    }
}

extension ConnectionFaults {
    /// Adds what one action says; of several that break the handshake the first holds.
    fileprivate mutating func add(_ action: FaultAction, _ certificates: OtherCertificates?) {
        func show(_ variant: TLSAuthority.Variant) -> Handshake? {
            certificates?.identity(variant).map(Handshake.identity)
        }
        let broken: Handshake?
        switch action.name {
        case .reset:
            isReset = true
            return
        case .acceptDelay:
            delay += action.duration("for")
            return
        case .maxConnections:
            most = min(most ?? .max, action.integer("count") ?? .max)
            return
        case .tlsExpired: broken = show(.expired)
        case .tlsNotYetValid: broken = show(.notYetValid)
        case .tlsWrongHost: broken = show(.wrongHost)
        case .tlsSelfSigned: broken = show(.selfSigned)
        case .tlsUnknownCA: broken = show(.unknownAuthority)
        case .tlsHandshakeReset: broken = .reset
        case .tlsHandshakeHang: broken = .hang
        case .tlsOldVersion: broken = .oldVersion
        case .tlsClientCertificateRequired: broken = .clientCertificateRequired
        // `refuse` is the listener's affair; all other names befall requests.
        default: return
        }
        handshake = handshake ?? broken
    }
}
