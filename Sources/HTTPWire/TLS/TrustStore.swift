import NIOSSL
import Synchronization

/// A client's trust, read once, when the first TLS connection needs it.
final class TrustStore: Sendable {
    private let trust: TLSTrust
    private let loaded = Mutex<Result<NIOSSLContext, TLSTrustFailure>?>(nil)

    init(_ trust: TLSTrust) {
        self.trust = trust
    }

    /// The context for connections; reading the roots takes milliseconds the first time.
    func context() throws(TLSTrustFailure) -> NIOSSLContext {
        let result = loaded.withLock { loaded in
            if let loaded { return loaded }
            let result = Result<NIOSSLContext, TLSTrustFailure> { () throws(TLSTrustFailure) in
                try trust.context()
            }
            loaded = result
            return result
        }
        return try result.get()
    }
}
