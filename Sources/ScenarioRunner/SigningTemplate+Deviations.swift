import AWSWire
import ScenarioLanguage

extension SigningTemplate {
    /// What the signer is to get wrong, every template filled in.
    func deviations(in variables: Variables) throws(EvaluationError) -> SigningDeviations {
        var result = SigningDeviations()
        result.isUnsigned = isUnsigned
        result.accessKey = try accessKey?.evaluate(in: variables)
        result.isSecretWrong = isSecretWrong
        result.sessionToken = try Self.choice(sessionToken, in: variables)
        result.region = try region?.evaluate(in: variables)
        result.service = try service?.evaluate(in: variables)
        switch date {
        case nil: break
        case .offset(let duration): result.date = .offset(duration)
        case .stamp(let stamp): result.date = .stamp(try stamp.evaluate(in: variables))
        }
        result.scopeDate = try scopeDate?.evaluate(in: variables)
        result.terminator = try terminator?.evaluate(in: variables)
        result.algorithm = try algorithm?.evaluate(in: variables)
        result.unsigned = unsignedHeaders
        for change in headersAfter {
            result.headersAfter.append(
                .init(name: change.name, value: try change.value?.evaluate(in: variables)))
        }
        result.bodyAfter = try bodyAfter?.evaluate(in: variables)
        result.signature = try signature?.evaluate(in: variables)
        result.authorization = try authorizationChoice(in: variables)
        switch carrier {
        case nil: result.carrier = .header
        case .query: result.carrier = .query
        case .both: result.carrier = .both
        }
        switch contentHash {
        case nil: break
        case .right: result.contentSHA256 = .right
        case .text(let text): result.contentSHA256 = .text(try text.evaluate(in: variables))
        }
        result.dateHeader = try Self.choice(dateHeader, in: variables)
        return result
    }

    private static func choice(
        _ replacement: Replacement?, in variables: Variables
    ) throws(EvaluationError) -> SigningDeviations.Choice? {
        switch replacement {
        case nil: nil
        case .some(.none): .absent
        case .text(let text): .text(try text.evaluate(in: variables))
        }
    }

    private func authorizationChoice(
        in variables: Variables
    ) throws(EvaluationError) -> SigningDeviations.AuthorizationChoice? {
        switch authorization {
        case nil: nil
        case .text(let text): .text(try text.evaluate(in: variables))
        case .without(.credential): .without(.credential)
        case .without(.signedHeaders): .without(.signedHeaders)
        case .without(.signature): .without(.signature)
        }
    }
}
