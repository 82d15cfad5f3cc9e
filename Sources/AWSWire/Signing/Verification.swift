/// What a verifier found.
package enum Verification: Hashable, Sendable {
    case valid(SignerIdentity)
    case refused(SignatureRefusal)
}

/// Who signed, and what the signature covers.
package struct SignerIdentity: Hashable, Sendable {
    package let accessKeyID: String
    package let scope: SigningScope
    /// In the order of the claim.
    package let signedHeaders: [String]
    package let carrier: SignatureCarrier
    package let time: SigningTime
    package let hasToken: Bool

    package init(
        accessKeyID: String, scope: SigningScope, signedHeaders: [String], carrier: SignatureCarrier,
        time: SigningTime, hasToken: Bool
    ) {
        self.accessKeyID = accessKeyID
        self.scope = scope
        self.signedHeaders = signedHeaders
        self.carrier = carrier
        self.time = time
        self.hasToken = hasToken
    }
}

/// Where a request carries its signature.
package enum SignatureCarrier: String, Hashable, Sendable, CaseIterable {
    case header
    case query
}

/// The checks of a verifier, in its order.
package enum VerificationCheck: String, Hashable, Sendable, CaseIterable {
    case carrier
    case parts
    case date
    case clock
    case signedHeaders = "signed-headers"
    case algorithm
    case credential
    case scope
    case key
    case signature
    case token
}

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

/// What a verifier expects and lets through.
package struct VerificationPolicy: Hashable, Sendable {
    package enum Extent: String, Hashable, Sendable, CaseIterable {
        /// Everything.
        case whole
        /// The parts and their form; neither clock, scope, key, signature nor token.
        case wellFormed = "well-formed"
    }

    /// The regions that a scope may name; nil for any.
    package var regions: Set<String>?
    package var service: String
    /// How far a stamp may lie from the verifier's clock, either way.
    package var skewWindow: Duration
    package var acceptsUnsignedToken: Bool
    /// Whether other headers that begin with `x-amz-` may be sent without being signed.
    package var acceptsUnsignedHeaders: Bool
    package var missingTokenMessage: String
    package var extent: Extent

    package init(
        regions: Set<String>?, service: String, skewWindow: Duration = .seconds(300),
        acceptsUnsignedToken: Bool = false, acceptsUnsignedHeaders: Bool = false,
        missingTokenMessage: String = "Missing Authentication Token", extent: Extent = .whole
    ) {
        self.regions = regions
        self.service = service
        self.skewWindow = skewWindow
        self.acceptsUnsignedToken = acceptsUnsignedToken
        self.acceptsUnsignedHeaders = acceptsUnsignedHeaders
        self.missingTokenMessage = missingTokenMessage
        self.extent = extent
    }
}
