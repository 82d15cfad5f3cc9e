package import AWSWire
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

extension SigningTemplate {
    /// What the signer is to get wrong.
    package func evaluate(in variables: Variables) throws(EvaluationError) -> SigningDeviations {
        guard !isUnsigned else { return .unsigned }
        var deviations = SigningDeviations()
        deviations.accessKey = try accessKey?.evaluate(in: variables)
        deviations.isSecretWrong = isSecretWrong
        deviations.sessionToken = try sessionToken?.evaluate(in: variables)
        deviations.region = try region?.evaluate(in: variables)
        deviations.service = try service?.evaluate(in: variables)
        switch date {
        case .offset(let offset): deviations.date = .offset(offset)
        case .stamp(let text): deviations.date = .stamp(try text.evaluate(in: variables))
        case nil: break
        }
        deviations.scopeDate = try scopeDate?.evaluate(in: variables)
        deviations.terminator = try terminator?.evaluate(in: variables)
        deviations.algorithm = try algorithm?.evaluate(in: variables)
        deviations.unsigned = unsignedHeaders
        for change in headersAfter {
            deviations.headersAfter.append(
                SigningDeviations.HeaderChange(
                    name: change.name, value: try change.value?.evaluate(in: variables)))
        }
        deviations.bodyAfter = try bodyAfter?.evaluate(in: variables)
        deviations.signature = try signature?.evaluate(in: variables)
        switch authorization {
        case .text(let text): deviations.authorization = .text(try text.evaluate(in: variables))
        case .without(let part): deviations.authorization = .without(part)
        case nil: break
        }
        switch carrier {
        case .query: deviations.carrier = .query
        case .both: deviations.carrier = .both
        case nil: break
        }
        switch contentHash {
        case .right: deviations.contentSHA256 = .right
        case .text(let text): deviations.contentSHA256 = .text(try text.evaluate(in: variables))
        case nil: break
        }
        deviations.dateHeader = try dateHeader?.evaluate(in: variables)
        return deviations
    }
}

extension SigningTemplate.Replacement {
    fileprivate func evaluate(in variables: Variables) throws(EvaluationError) -> SigningDeviations.Choice {
        switch self {
        case .none: .absent
        case .text(let text): .text(try text.evaluate(in: variables))
        }
    }
}
