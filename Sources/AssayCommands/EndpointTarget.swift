import AWSWire
import ScenarioLanguage
import ScenarioRunner

/// A real endpoint as a target: it answers, and shows nothing of what it holds.
struct EndpointTarget: Target {
    private let endpoint: Endpoint
    private let credentials: Credentials
    private let temporaryCredentials: Credentials?
    let abilities: TargetAbilities

    /// - Parameter temporaryCredentials: what a case signs with that wants a session token.
    init(endpoint: Endpoint, region: String, credentials: Credentials, temporaryCredentials: Credentials?) {
        self.endpoint = endpoint
        self.credentials = credentials
        self.temporaryCredentials = temporaryCredentials
        abilities = TargetAbilities(
            name: "an endpoint", canBePrepared: false, hasJournal: false, showsState: false,
            hasTemporaryCredentials: temporaryCredentials != nil, onlyRegion: region)
    }

    func withCase<Result: Sendable>(
        _ setup: CaseSetup, _ body: (CaseTarget) async -> Result
    ) async throws(TargetUnavailable) -> Result {
        let own = setup.wantsTemporaryCredentials ? temporaryCredentials ?? credentials : credentials
        return await body(
            CaseTarget(
                endpoint: endpoint, region: setup.region, credentials: own, authority: nil, journal: nil,
                sources: nil))
    }
}
