package import AWSWire
package import ScenarioLanguage

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
