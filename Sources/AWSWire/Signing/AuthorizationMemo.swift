import Synchronization

/// Remembers Authorization headers apart from their signatures, so that a client's next one need not be read again.
///
/// Bounded: when full it forgets everything and starts anew.
final class AuthorizationMemo: Sendable {
    private let known = Mutex<[String: AuthorizationForm]>([:])
    private static let capacity = 256

    /// The form and the signature of a header that was met before with other digits; nil for any other.
    func form(of header: String) -> (form: AuthorizationForm, signature: String)? {
        guard let (start, signature) = Self.parts(of: header),
            let form = known.withLock({ $0[start] })
        else { return nil }
        return (form, signature)
    }

    /// Remembers the form of a header that ends as most do: with the digits of its signature.
    func remember(_ form: AuthorizationForm, of header: String) {
        guard let (start, _) = Self.parts(of: header) else { return }
        known.withLock { known in
            if known.count >= Self.capacity { known.removeAll(keepingCapacity: true) }
            known[start] = form
        }
    }

    /// A header up to and with `Signature=`, and the 64 digits that follow; nil where it ends in any other way.
    private static func parts(of header: String) -> (start: String, signature: String)? {
        guard (75...1024).contains(header.utf8.count) else { return nil }
        // Bytes of an array are looked at faster than those of a text.
        let bytes = Array(header.utf8)
        let end = bytes.count - 64
        guard bytes[(end - 10)..<end].elementsEqual(mark) else { return nil }
        for place in end..<bytes.count where Hexadecimal.value(of: bytes[place]) == nil { return nil }
        return (
            String(decoding: bytes[..<end], as: UTF8.self), String(decoding: bytes[end...], as: UTF8.self)
        )
    }

    private static let mark = Array("Signature=".utf8)
}
