import AWSWire

/// A configuration made ready for use: looked at by every request, never changed, replaced by a reset.
final class Setting: Sendable {
    let configuration: FakeConfiguration
    // What every call asks for stands for itself: a copy of the whole configuration is dear.
    let policies: FakePolicies
    let limits: FakeLimits
    let clockSkew: Duration
    let credentials: [String: FakeCredential]
    let keys: [String: VerificationKey]
    let verifier: Verifier
    /// The partition of each region that is answered for.
    private let partitions: [String: String]

    init(_ configuration: FakeConfiguration, cache: SigningKeyCache) {
        self.configuration = configuration
        policies = configuration.policies
        limits = configuration.limits
        clockSkew = configuration.clockSkew
        credentials = Dictionary(
            configuration.credentials.map { ($0.accessKeyID, $0) }, uniquingKeysWith: { $1 })
        keys = credentials.compactMapValues { credential in
            // A permanent key has no session that could be over: it was taken away.
            if credential.isExpired && credential.sessionToken == nil { return nil }
            return VerificationKey(
                credential.credentials,
                expires: credential.isExpired ? SigningTime(secondsSince1970: 0) : nil)
        }
        let regions = [configuration.region] + configuration.otherRegions
        partitions = Dictionary(
            regions.map { ($0, RegionFacts.partition(of: $0)) }, uniquingKeysWith: { $1 })
        let policy = VerificationPolicy(
            regions: Set(regions), service: ServiceModel.eventBridge.signingName,
            skewWindow: policies.skewWindow, acceptsUnsignedToken: policies.unsignedToken == .accepted,
            acceptsUnsignedHeaders: policies.unsignedAmzHeaders == .accepted,
            missingTokenMessage: policies.missingTokenWording == .kinesis
                ? "Missing Authentication Token" : "Request is missing Authentication Token",
            extent: policies.signature == .verified ? .whole : .wellFormed)
        verifier = Verifier(policy: policy, cache: cache)
    }

    /// The partition of a region that is answered for.
    func partition(of region: String) -> String {
        partitions[region] ?? RegionFacts.partition(of: region)
    }

    /// The region, if it is answered for, otherwise the first one.
    func known(_ region: String) -> String {
        partitions[region] == nil ? configuration.region : region
    }
}
