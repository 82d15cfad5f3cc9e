package import Diagnostics

/// What is wrong with a request's signature, as a scenario writes it; everything not said is right.
package struct SigningTemplate: Hashable, Sendable {
    /// A text, or nothing at all.
    package enum Replacement: Hashable, Sendable {
        case none
        case text(TextTemplate)
    }

    /// The request's time.
    package enum Date: Hashable, Sendable {
        case offset(Duration)
        case stamp(TextTemplate)
    }

    /// One part of the Authorization header.
    package enum AuthorizationPart: String, Hashable, Sendable, CaseIterable {
        case credential = "Credential"
        case signedHeaders = "SignedHeaders"
        case signature = "Signature"
    }

    /// What becomes of the Authorization header.
    package enum Authorization: Hashable, Sendable {
        case text(TextTemplate)
        case without(AuthorizationPart)
    }

    /// Where the signature stands, when it is not the header alone.
    package enum Carrier: String, Hashable, Sendable, CaseIterable {
        case query, both
    }

    /// The header `x-amz-content-sha256`.
    package enum ContentHash: Hashable, Sendable {
        case right
        case text(TextTemplate)
    }

    /// A header changed after signing; nil removes it.
    package struct HeaderChange: Hashable, Sendable {
        package var name: String
        package var value: TextTemplate?
    }

    /// `signing: none`: the request carries no signature, no date and no token.
    package var isUnsigned = false
    package var accessKey: TextTemplate?
    package var isSecretWrong = false
    package var sessionToken: Replacement?
    package var region: TextTemplate?
    package var service: TextTemplate?
    package var date: Date?
    package var scopeDate: TextTemplate?
    package var terminator: TextTemplate?
    package var algorithm: TextTemplate?
    package var unsignedHeaders: [String] = []
    package var headersAfter: [HeaderChange] = []
    package var bodyAfter: BodyTemplate?
    package var signature: TextTemplate?
    package var authorization: Authorization?
    package var carrier: Carrier?
    package var contentHash: ContentHash?
    package var dateHeader: Replacement?
    package var place: Place

    package init(place: Place) {
        self.place = place
    }
}
