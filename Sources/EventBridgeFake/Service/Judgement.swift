import AWSWire
import HTTPMessages
import JSONTree

/// What a request amounts to by the rules alone: everything that needs no state.
struct Judgement {
    var verification = JournalEntry.Verification.unchecked
    /// Whose key it is, where it is known.
    var credential: FakeCredential?
    var region: String
    /// What stops it up to the signature and the right to call; nil for a sound request.
    var refusal: Refusal?
    /// What stops a sound request because of its input.
    var inputRefusal: Refusal?
    var input: JSONObject = [:]

    /// Judges a request in the order in which the service family checks.
    ///
    /// `now` is the service's own clock.
    init(_ request: HTTPRequest, _ reading: CallReading, _ setting: Setting, now: Duration) {
        let policies = setting.policies
        region = setting.configuration.region
        credential = reading.accessKey.flatMap { setting.credentials[$0] }
        switch policies.firstCheck {
        case .protocolRules:
            refusal = ProtocolRules.refusal(of: request, reading, policies)
            // Looked at even where the answer is settled: the journal testifies to every signature.
            verify(request, setting, now)
        case .signature:
            verify(request, setting, now)
            refusal = refusal ?? ProtocolRules.refusal(of: request, reading, policies)
        }
        guard refusal == nil, let handler = reading.handler else { return }
        if case .success(.object(let object))? = reading.json { input = object }
        refusal = forbidden(handler.operation, reading, policies)
        inputRefusal = InputRules.refusal(of: input, body: request.body, handler.operation, policies)
    }

    private mutating func verify(_ request: HTTPRequest, _ setting: Setting, _ now: Duration) {
        guard setting.policies.signature != .ignored else { return }
        let found = setting.verifier.verify(request, now: SigningTime(now)) { setting.keys[$0] }
        switch found {
        case .valid(let identity):
            verification = setting.policies.signature == .verified ? .valid : .unchecked
            if credential?.accessKeyID != identity.accessKeyID {
                credential = setting.credentials[identity.accessKeyID]
            }
            region = setting.known(identity.scope.region)
        case .refused(let reason):
            verification = .refused(code: reason.error.name)
            var refusal = Refusal(
                reason.error, message: reason.message, explanation: Self.explanation(of: reason))
            if reason.error == .expiredToken { refusal.status = setting.policies.expiredTokenStatus }
            self.refusal = self.refusal ?? refusal
        }
    }

    private static func explanation(of reason: SignatureRefusal) -> String {
        let sentence = "the signature is refused at the check of \(reason.check.rawValue)"
        guard let explanation = reason.explanation else {
            let detail = reason.detail.map { ": \($0)" } ?? ""
            return "\(sentence)\(detail)\n\(withoutSignature(reason.message))"
        }
        return "\(sentence): \(explanation.difference)\n\(explanation.comparison)"
    }

    /// The family's messages repeat the header; what is kept here holds no signature.
    private static func withoutSignature(_ message: String) -> String {
        guard let mark = message.firstRange(of: "Signature=") else { return message }
        let rest = message[mark.upperBound...].drop { $0.isHexDigit }
        return message[..<mark.upperBound] + "(redacted)" + rest
    }

    /// Who may not make this call.
    private func forbidden(
        _ operation: OperationModel, _ reading: CallReading, _ policies: FakePolicies
    ) -> Refusal? {
        guard let credential else { return nil }
        let isDenied = credential.deniedOperations.contains(operation.name)
        let isOthers = policies.otherPartner == .accessDenied && isStranger(credential, operation, reading)
        guard isDenied || isOthers else { return nil }
        let partition = RegionFacts.partition(of: region)
        let resource = "arn:\(partition):events:\(region)::event-source/\(reading.sourceName ?? "*")"
        return Refusal(
            .accessDenied,
            message:
                "User: arn:\(partition):iam::\(credential.account):user/\(credential.accessKeyID) is not authorized "
                + "to perform: \(operation.action) on resource: \(resource) because no identity-based policy "
                + "allows the \(operation.action) action",
            explanation: isOthers
                ? "the name belongs to another partner\nthe key's partner is \(credential.partner ?? "")"
                : "the key may not call this operation\n\(credential.accessKeyID) \(operation.name)")
    }

    /// Whether a partner's call is on a name of another partner than the key's.
    private func isStranger(
        _ credential: FakeCredential, _ operation: OperationModel, _ reading: CallReading
    ) -> Bool {
        guard let partner = credential.partner, operation.side == .partner else { return false }
        // Events are let in or refused one by one, by their handler.
        if case .array? = input["Entries"] { return false }
        var name = reading.sourceName
        if case .string(let prefix)? = input["NamePrefix"] { name = prefix }
        return name.map { !$0.hasPrefix("aws.partner/\(partner)/") } ?? false
    }
}
