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
        var keys: [Source: Authenticator] = [:]
        /// What was asked for last: the next request is most often of the same client on the same day.
        var last: (source: Source, key: Authenticator)?
    }

    private let state = Mutex(State())
    private let capacity: Int

    package init(capacity: Int = 256) {
        precondition(capacity > 0, "a cache has room for at least one key")
        self.capacity = capacity
    }

    /// How many keys are kept now.
    package var count: Int { state.withLock { $0.keys.count } }

    /// What computes the code of a text under the key of a secret and a scope.
    func authenticator(secret: String, scope: SigningScope) -> Authenticator {
        let source = Source(secret: secret, scope: scope)
        let known = state.withLock { state -> Authenticator? in
            if let last = state.last, last.source == source { return last.key }
            let known = state.keys[source]
            if let known { state.last = (source, known) }
            return known
        }
        if let known { return known }
        let derived = Authenticator(key: Self.bytes(start: Array("AWS4\(secret)".utf8), scope: scope))
        state.withLock { state in
            if state.keys.count >= capacity { state.keys.removeAll(keepingCapacity: true) }
            state.keys[source] = derived
            state.last = (source, derived)
        }
        return derived
    }

    /// The key that signs, derived from the start that a secret makes.
    static func derive(start: [UInt8], scope: SigningScope) -> SymmetricKey {
        SymmetricKey(data: bytes(start: start, scope: scope))
    }

    /// SigV4: HMAC over date, region, service and terminator, each with the result of the one before as its key.
    private static func bytes(start: [UInt8], scope: SigningScope) -> [UInt8] {
        [scope.date, scope.region, scope.service, scope.terminator].reduce(start) { key, part in
            Array(
                HMAC<SHA256>.authenticationCode(for: Array(part.utf8), using: SymmetricKey(data: key)))
        }
    }
}
