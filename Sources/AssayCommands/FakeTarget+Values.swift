import AWSWire
import EventBridgeFake
import FakeControl
import HTTPMessages
import ScenarioLanguage
import ScenarioRunner

extension FakeCredential {
    /// What the fake knows of a case's credential; nothing of one that it must not know.
    init?(_ given: GivenState.Credential) {
        let credentials = given.credentials
        var token = credentials.sessionToken
        var isExpired = false
        switch given.kind {
        case .permanent, .temporary: break
        case .expired: isExpired = true
        case .unknownToken: token = token.map { $0 + "+ANOTHER" }
        case .unknownKey: return nil
        }
        self.init(
            accessKeyID: credentials.accessKeyID, secretAccessKey: credentials.secretAccessKey,
            sessionToken: token,
            isExpired: isExpired, account: given.account, partner: given.partner)
    }
}

extension GivenTLS {
    /// The certificate as the fake names it.
    var certificate: FakeListening.Certificate {
        switch self {
        case .trusted: .trusted
        case .expired: .expired
        case .notYetValid: .notYetValid
        case .wrongHost: .wrongHost
        case .unknownAuthority: .unknownAuthority
        case .selfSigned: .selfSigned
        }
    }
}

extension ObservedSource {
    /// What a fake holds in its default namespace.
    static func all(of fake: Fake) -> [ObservedSource] {
        let buses = Dictionary(
            fake.buses().map { ([$0.name, $0.account, $0.region], $0) }, uniquingKeysWith: { $1 })
        return fake.sources().map { source in
            let bus = buses[[source.name, source.account, source.region]]
            return ObservedSource(
                name: source.name, account: source.account, state: source.state.rawValue, arn: source.arn,
                hasBus: bus != nil, events: bus?.receivedEvents ?? 0)
        }
    }
}

extension WitnessedSignature {
    init(_ entry: JournalEntry) {
        self.init(
            authorization: entry.request.fields["Authorization"], body: entry.request.body,
            signature: entry.signatureFinding)
    }
}
