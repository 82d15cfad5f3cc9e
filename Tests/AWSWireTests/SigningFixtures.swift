import AWSWire
import HTTPMessages

/// What the signing tests share: the time of the published suite, a request, a signer and a verifier.
enum SigningFixtures {
    static let time = SigningTime(secondsSince1970: 1_440_938_160)
    static let region = "us-east-1"
    static let host = "events.us-east-1.amazonaws.com"
    static let body = #"{"Name":"aws.partner/example.com/ns/n","Account":"123456789012"}"#

    static func request(host: String = host) -> HTTPRequest {
        var request = AWSJSON.request(.createPartnerEventSource, body: Array(body.utf8))
        request.fields.set("Host", to: host)
        return request
    }

    static func signer(_ credentials: Credentials = .example, service: String = "events") -> Signer {
        Signer(credentials: credentials, region: region, service: service, cache: SigningKeyCache())
    }

    static func signed(
        _ options: SigningDeviations = .none, credentials: Credentials = .example,
        at time: SigningTime = time,
        host: String = host
    ) -> HTTPRequest {
        var request = request(host: host)
        signer(credentials).sign(&request, at: time, options: options)
        return request
    }

    static func deviations(_ change: (inout SigningDeviations) -> Void) -> SigningDeviations {
        var deviations = SigningDeviations()
        change(&deviations)
        return deviations
    }

    static let policy = VerificationPolicy(regions: [region], service: "events")

    static func verify(
        _ request: HTTPRequest, policy: VerificationPolicy = policy, now: SigningTime = time
    ) -> Verification {
        Verifier(policy: policy, cache: SigningKeyCache()).verify(request, now: now, keys: keys)
    }

    static func keys(_ id: String) -> VerificationKey? {
        switch id {
        case "AKIDEXAMPLE": VerificationKey(.example)
        case "ASIDEXAMPLE": VerificationKey(.temporaryExample)
        case "ASIDEXPIRED": VerificationKey(.temporaryExample, expires: time.advanced(by: -1))
        default: nil
        }
    }

    static func refusal(_ verification: Verification) -> SignatureRefusal? {
        guard case .refused(let refusal) = verification else { return nil }
        return refusal
    }

    /// The signature in an Authorization header.
    static func signature(in request: HTTPRequest) -> String? {
        request.fields["Authorization"]?.split(separator: "Signature=").last.map(String.init)
    }
}
