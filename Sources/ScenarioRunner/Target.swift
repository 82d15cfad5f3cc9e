package import AWSWire
package import ScenarioLanguage

/// Who answers the calls of a case: the embedded fake, or an endpoint.
package protocol Target: Sendable {
    var abilities: TargetAbilities { get }
    /// Lends a place of its own to one case and takes it back when the body returns.
    func withCase<Result: Sendable>(
        _ setup: CaseSetup, _ body: (CaseTarget) async -> Result
    ) async throws(TargetUnavailable) -> Result
}

/// What a target can do besides answering.
package struct TargetAbilities: Hashable, Sendable {
    /// What reports call the target: `the fake`, `an endpoint`.
    package var name: String
    /// Whether it can be put in the state that `given` describes.
    package var canBePrepared: Bool
    /// Whether it shows what it received.
    package var hasJournal: Bool
    /// Whether it shows what it holds.
    package var showsState: Bool
    /// Whether temporary credentials are at hand.
    package var hasTemporaryCredentials: Bool
    /// The only region that can be called; nil where any can.
    package var onlyRegion: String?

    package init(
        name: String, canBePrepared: Bool, hasJournal: Bool, showsState: Bool, hasTemporaryCredentials: Bool,
        onlyRegion: String?
    ) {
        self.name = name
        self.canBePrepared = canBePrepared
        self.hasJournal = hasJournal
        self.showsState = showsState
        self.hasTemporaryCredentials = hasTemporaryCredentials
        self.onlyRegion = onlyRegion
    }
}

/// What one case needs of its target before the first call.
package struct CaseSetup: Hashable, Sendable {
    package var region: String
    package var account: String
    /// Whether the case's own credential is a temporary one.
    package var wantsTemporaryCredentials: Bool
    package var given: GivenState?

    package init(region: String, account: String, wantsTemporaryCredentials: Bool, given: GivenState?) {
        self.region = region
        self.account = account
        self.wantsTemporaryCredentials = wantsTemporaryCredentials
        self.given = given
    }
}

/// The target as one case sees it.
package struct CaseTarget: Sendable {
    package let endpoint: Endpoint
    package let region: String
    package let credentials: Credentials
    /// What the target received; nil where it does not tell.
    package let journal: CaseJournal?
    /// What the target holds; nil where it does not tell.
    package let sources: (@Sendable () -> [ObservedSource])?

    package init(
        endpoint: Endpoint, region: String, credentials: Credentials,
        journal: CaseJournal?, sources: (@Sendable () -> [ObservedSource])?
    ) {
        self.endpoint = endpoint
        self.region = region
        self.credentials = credentials
        self.journal = journal
        self.sources = sources
    }
}

/// What a target received from one case so far.
package struct CaseJournal: Sendable {
    /// How many requests.
    package let count: @Sendable () -> Int
    /// The target's word on the signatures of all but the first so many requests, in order of arrival.
    package let signatures: @Sendable (_ after: Int) -> [WitnessedSignature]
    /// All but the first so many requests, in order of arrival.
    package let requests: @Sendable (_ after: Int) -> [ObservedRequest]

    package init(
        count: @escaping @Sendable () -> Int,
        signatures: @escaping @Sendable (_ after: Int) -> [WitnessedSignature],
        requests: @escaping @Sendable (_ after: Int) -> [ObservedRequest]
    ) {
        self.count = count
        self.signatures = signatures
        self.requests = requests
    }
}

/// What a target found of one request's signature, with what tells the request from others.
package struct WitnessedSignature: Hashable, Sendable {
    package let authorization: String?
    package let body: [UInt8]
    package let signature: WireExpectation.Signature

    package init(authorization: String?, body: [UInt8], signature: WireExpectation.Signature) {
        self.authorization = authorization
        self.body = body
        self.signature = signature
    }
}

/// Why a case could not be given a target.
package struct TargetUnavailable: Error, Hashable, Sendable {
    package let reason: String

    package init(reason: String) {
        self.reason = reason
    }
}
