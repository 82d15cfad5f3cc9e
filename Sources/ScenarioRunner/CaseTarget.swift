package import AWSWire
package import ScenarioLanguage

/// The target as one case sees it.
package struct CaseTarget: Sendable {
    package let endpoint: Endpoint
    package let region: String
    package let credentials: Credentials
    /// The certificate, as PEM, that a caller must trust to reach it by TLS; nil where the usual ones do.
    package let authority: String?
    /// What the target received; nil where it does not tell.
    package let journal: CaseJournal?
    /// What the target holds; nil where it does not tell.
    package let sources: (@Sendable () -> [ObservedSource])?
    /// Moves the lifecycle's time; nil where it cannot be moved.
    package let moveClock: (@Sendable (Duration) -> Void)?

    package init(
        endpoint: Endpoint, region: String, credentials: Credentials, authority: String?,
        journal: CaseJournal?, sources: (@Sendable () -> [ObservedSource])?,
        moveClock: (@Sendable (Duration) -> Void)? = nil
    ) {
        self.endpoint = endpoint
        self.region = region
        self.credentials = credentials
        self.authority = authority
        self.journal = journal
        self.sources = sources
        self.moveClock = moveClock
    }
}
