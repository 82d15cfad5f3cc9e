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
