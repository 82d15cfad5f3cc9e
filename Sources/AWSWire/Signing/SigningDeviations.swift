/// What a signer gets wrong on purpose; `none` is a right signature.
///
/// Each property is one key of a scenario's `signing`.
package struct SigningDeviations: Hashable, Sendable {
    /// A right signature.
    package static let none = SigningDeviations()
    /// No signature at all.
    package static let unsigned: SigningDeviations = {
        var deviations = SigningDeviations()
        deviations.isUnsigned = true
        return deviations
    }()

    /// Sends no authentication of any kind; what is changed "after signing" is still changed.
    package var isUnsigned = false
    /// `access-key`: the key id in the credential; the secret stays.
    package var accessKey: String?
    /// `secret: wrong`.
    package var isSecretWrong = false
    /// `session-token`: sent and signed in place of the credentials' own.
    package var sessionToken: Choice?
    package var region: String?
    package var service: String?
    /// `date`: the moment of signing.
    package var date: DateChoice?
    /// `scope-date`: the scope's day, where it shall not be the stamp's.
    package var scopeDate: String?
    package var terminator: String?
    package var algorithm: String?
    /// `unsigned`: names of headers that are sent without being signed.
    package var unsigned: [String] = []
    /// `headers-after`: headers changed after signing, in order.
    package var headersAfter: [HeaderChange] = []
    /// `body-after`: sent in place of the signed body.
    package var bodyAfter: [UInt8]?
    /// `signature`: put in place of the right one.
    package var signature: String?
    package var authorization: AuthorizationChoice?
    package var carrier = Carrier.header
    /// `content-sha256`: the header with the body's hash, sent and signed.
    package var contentSHA256: ContentHashChoice?
    /// `date-header`: what the X-Amz-Date header says; the stamp that is signed stays.
    package var dateHeader: Choice?

    package init() {}

    /// Another text, or nothing.
    package enum Choice: Hashable, Sendable {
        case absent
        case text(String)
    }

    package enum DateChoice: Hashable, Sendable {
        /// So much later than the clock; earlier when negative.
        case offset(Duration)
        /// The very stamp.
        case stamp(String)
    }

    /// One header set to a value, or taken away.
    package struct HeaderChange: Hashable, Sendable {
        package let name: String
        package let value: String?

        package init(name: String, value: String?) {
            self.name = name
            self.value = value
        }
    }

    package enum AuthorizationChoice: Hashable, Sendable {
        /// The whole header's text.
        case text(String)
        /// The right header without one of its parts.
        case without(AuthorizationPart)
    }

    package enum ContentHashChoice: Hashable, Sendable {
        case right
        case text(String)
    }

    package enum Carrier: String, Hashable, Sendable, CaseIterable {
        case header
        case query
        case both
    }
}

/// The parts of an Authorization header, after its algorithm.
package enum AuthorizationPart: String, Hashable, Sendable, CaseIterable {
    case credential = "Credential"
    case signedHeaders = "SignedHeaders"
    case signature = "Signature"
}
