import Synchronization

/// Remembers Authorization headers apart from their signatures: a client's next one need not be read again.
///
/// Bounded: when full it forgets everything and starts anew.
final class AuthorizationMemo: Sendable {
    /// A header up to and with `Signature=`, and what it says.
    private struct Known {
        let start: String
        let form: AuthorizationForm
    }

    private struct State {
        var forms: [String: AuthorizationForm] = [:]
        /// What was met last: the next request is most often of the same client on the same day.
        var last: Known?
    }

    private let state = Mutex(State())
    private static let capacity = 256

    /// The form and the signature of a header that was met before with other digits; nil for any other.
    func form(of header: String) -> (form: AuthorizationForm, signature: [UInt8])? {
        guard let signature = Self.signature(of: header) else { return nil }
        let form = state.withLock { state -> AuthorizationForm? in
            // Comparing a long text is cheaper than hashing it.
            if let last = state.last, last.start.utf8.count + Self.digits == header.utf8.count,
                header.hasPrefix(last.start)
            {
                return last.form
            }
            let start = Self.start(of: header)
            guard let form = state.forms[start] else { return nil }
            state.last = Known(start: start, form: form)
            return form
        }
        return form.map { ($0, signature) }
    }

    /// Remembers the form of a header that ends as most do: with the digits of its signature.
    func remember(_ form: AuthorizationForm, of header: String) {
        guard Self.signature(of: header) != nil else { return }
        state.withLock { state in
            if state.forms.count >= Self.capacity { state.forms.removeAll(keepingCapacity: true) }
            state.forms[Self.start(of: header)] = form
        }
    }

    /// The 64 digits after `Signature=` at the end of a header; nil where it ends in any other way.
    private static func signature(of header: String) -> [UInt8]? {
        guard (mark.count + digits + 1...1024).contains(header.utf8.count) else { return nil }
        // Bytes of an array are looked at faster than those of a text.
        let bytes = Array(header.utf8)
        let place = bytes.count - digits
        guard bytes[(place - mark.count)...].starts(with: mark) else { return nil }
        let signature = bytes[place...]
        return signature.allSatisfy(Hexadecimal.isDigit) ? Array(signature) : nil
    }

    /// A header without the digits at its end.
    private static func start(of header: String) -> String {
        String(Substring(header.utf8.dropLast(digits)))
    }

    private static let mark = Array("Signature=".utf8)
    private static let digits = 64
}
