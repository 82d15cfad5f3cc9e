import Crypto

/// HMAC-SHA-256 under one key, with the two blocks that the key makes hashed already (RFC 2104).
///
/// A signing key makes many codes: what depends on the key alone is done once.
struct Authenticator: Sendable {
    private var inner = SHA256()
    private var outer = SHA256()

    /// - Parameter key: 32 bytes, as every signing key is.
    init(key: [UInt8]) {
        precondition(key.count <= SHA256.blockByteCount, "a signing key fits into one block")
        let block = key + [UInt8](repeating: 0, count: SHA256.blockByteCount - key.count)
        inner.update(data: block.map { $0 ^ 0x36 })
        outer.update(data: block.map { $0 ^ 0x5C })
    }

    /// The code of a text.
    func code(for text: [UInt8]) -> SHA256.Digest {
        var inner = inner
        inner.update(data: text)
        var outer = outer
        outer.update(data: Array(inner.finalize()))
        return outer.finalize()
    }
}
