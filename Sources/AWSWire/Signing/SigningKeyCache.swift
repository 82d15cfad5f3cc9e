import Crypto
import Synchronization

/// Keeps derived keys: a key holds for a day, and deriving it costs more than signing with it.
///
/// Bounded: when full it forgets everything and starts anew.
package final class SigningKeyCache: Sendable {
    private struct Source: Hashable {
        let secret: String
        let scope: SigningScope
    }

    private let keys = Mutex<[Source: SymmetricKey]>([:])
    private let capacity: Int

    package init(capacity: Int = 256) {
        precondition(capacity > 0, "a cache has room for at least one key")
        self.capacity = capacity
    }

    /// How many keys are kept now.
    package var count: Int { keys.withLock(\.count) }

    func key(secret: String, scope: SigningScope) -> SymmetricKey {
        let source = Source(secret: secret, scope: scope)
        if let known = keys.withLock({ $0[source] }) { return known }
        let derived = Self.derive(start: Array("AWS4\(secret)".utf8), scope: scope)
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
