/// A key that a verifier knows.
package struct VerificationKey: Hashable, Sendable {
    package enum Session: Hashable, Sendable {
        case permanent
        /// The token must be sent; after `expires` it is refused as expired.
        case temporary(token: String, expires: SigningTime?)
    }

    package let secretAccessKey: String
    package let session: Session

    package init(secretAccessKey: String, session: Session) {
        self.secretAccessKey = secretAccessKey
        self.session = session
    }

    /// The key of these credentials, which expire never or then.
    package init(_ credentials: Credentials, expires: SigningTime? = nil) {
        secretAccessKey = credentials.secretAccessKey
        session = credentials.sessionToken.map { .temporary(token: $0, expires: expires) } ?? .permanent
    }
}

extension VerificationKey: CustomStringConvertible, CustomReflectable {
    package var description: String { "VerificationKey(redacted)" }
    package var customMirror: Mirror { Mirror(self, children: [:]) }
}
