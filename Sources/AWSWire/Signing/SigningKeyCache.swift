import Crypto
import Synchronization

/// Keeps derived keys, ready to authenticate with.
///
/// A key holds for a day, and deriving it costs more than signing with it.
/// Bounded: when full it forgets everything and starts anew.
package final class SigningKeyCache: Sendable {
    private struct Source: Hashable {
        let secret: String
        let scope: SigningScope
    }

    private struct State {
        var keys: [Source: HMAC<SHA256>] = [:]
        /// What was asked for last: the next request is most often of the same client on the same day.
        var last: (source: Source, key: HMAC<SHA256>)?
    }

    private let state = Mutex(State())
    private let capacity: Int

    package init(capacity: Int = 256) {
        precondition(capacity > 0, "a cache has room for at least one key")
        self.capacity = capacity
    }

    /// How many keys are kept now.
    package var count: Int { state.withLock { $0.keys.count } }

    /// What computes the code of a text: the key of a secret and a scope, the text still to come.
    func authenticator(secret: String, scope: SigningScope) -> HMAC<SHA256> {
        let source = Source(secret: secret, scope: scope)
        let known = state.withLock { state in
            if let last = state.last, last.source == source { return last.key as HMAC<SHA256>? }
            let known = state.keys[source]
            if let known { state.last = (source, known) }
            return known
        }
        if let known { return known }
        let key = Self.derive(start: Array("AWS4\(secret)".utf8), scope: scope)
        let derived = HMAC<SHA256>(key: key)
        state.withLock { state in
            if state.keys.count >= capacity { state.keys.removeAll(keepingCapacity: true) }
            state.keys[source] = derived
            state.last = (source, derived)
        }
        return derived
    }

    /// SigV4: HMAC over date, region, service and terminator, each with the result of the one before as its key.
    static func derive(start: [UInt8], scope: SigningScope) -> SymmetricKey {
        var key = SymmetricKey(data: start)
        for part in [scope.date, scope.region, scope.service, scope.terminator] {
            key = SymmetricKey(data: HMAC<SHA256>.authenticationCode(for: Array(part.utf8), using: key))
        }
        return key
    }
}
