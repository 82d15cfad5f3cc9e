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

    private let keys = Mutex<[Source: HMAC<SHA256>]>([:])
    private let capacity: Int

    package init(capacity: Int = 256) {
        precondition(capacity > 0, "a cache has room for at least one key")
        self.capacity = capacity
    }

    /// How many keys are kept now.
    package var count: Int { keys.withLock(\.count) }

    /// What computes the code of a text: the key of a secret and a scope, the text still to come.
    func authenticator(secret: String, scope: SigningScope) -> HMAC<SHA256> {
        let source = Source(secret: secret, scope: scope)
        if let known = keys.withLock({ $0[source] }) { return known }
        let key = Self.derive(start: Array("AWS4\(secret)".utf8), scope: scope)
        let derived = HMAC<SHA256>(key: key)
        keys.withLock { keys in
            if keys.count >= capacity { keys.removeAll(keepingCapacity: true) }
            keys[source] = derived
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
