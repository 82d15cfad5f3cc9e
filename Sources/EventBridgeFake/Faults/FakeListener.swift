import AWSWire
import HTTPWire
import Synchronization

/// What a service knows of the listener before it, for the faults that befall connections.
struct FakeListener: Sendable {
    /// Nil where it does not speak TLS.
    let certificates: OtherCertificates?
    let clock: @Sendable () -> Duration
    /// Has nothing listen for this long from now on; zero ends that at once.
    let refuse: @Sendable (Duration) -> Void
    /// What it was told last.
    var refusedUntil: Duration?
}

/// The certificates that a listener can show in place of its own, each made when it is first wanted.
final class OtherCertificates: Sendable {
    private let authority: TLSAuthority
    private let made = Mutex<[TLSAuthority.Variant: TLSIdentity]>([:])

    init(_ authority: TLSAuthority) {
        self.authority = authority
    }

    /// A certificate with this wrong with it; nil where none can be made.
    func identity(_ variant: TLSAuthority.Variant) -> TLSIdentity? {
        made.withLock { made in
            if let known = made[variant] { return known }
            let identity = try? authority.identity(variant)
            made[variant] = identity
            return identity
        }
    }
}
