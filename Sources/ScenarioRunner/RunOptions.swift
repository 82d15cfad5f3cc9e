package import Diagnostics
package import ScenarioLanguage

/// How a run goes about its plan.
package struct RunOptions: Sendable {
    /// How many cases run at the same time.
    package var jobs: Int
    /// Whether the first failed case keeps further ones from starting.
    package var failsFast: Bool
    /// How long a call may take where its step does not say.
    package var callTimeout: Duration
    /// How long a case may take where it does not say.
    package var caseTimeout: Duration
    /// How long the steps of `finally` may take together, whatever happened before.
    package var cleanupTimeout: Duration
    /// The region that is called where a case does not say.
    package var region: String
    package var partition: @Sendable (_ region: String) -> String
    package var partner: String
    package var account: String
    /// Reads a variable of the process's environment.
    package var environment: @Sendable (String) -> String?
    /// What `${unique}` begins with; then it follows from seed and case alone.
    package var uniquePrefix: String?
    package var requirements: RequirementCatalogue
    /// The line of a scenario that a place is about, with a caret under it; nil where its file is not at hand.
    package var excerpt: @Sendable (Place) -> String?

    package init(
        jobs: Int, failsFast: Bool, callTimeout: Duration, caseTimeout: Duration, cleanupTimeout: Duration,
        region: String, partition: @escaping @Sendable (_ region: String) -> String, partner: String,
        account: String, environment: @escaping @Sendable (String) -> String?, uniquePrefix: String?,
        requirements: RequirementCatalogue, excerpt: @escaping @Sendable (Place) -> String?
    ) {
        self.jobs = jobs
        self.failsFast = failsFast
        self.callTimeout = callTimeout
        self.caseTimeout = caseTimeout
        self.cleanupTimeout = cleanupTimeout
        self.region = region
        self.partition = partition
        self.partner = partner
        self.account = account
        self.environment = environment
        self.uniquePrefix = uniquePrefix
        self.requirements = requirements
        self.excerpt = excerpt
    }
}
