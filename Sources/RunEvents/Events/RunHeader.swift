/// What a run is: the first event of every run log.
package struct RunHeader: Hashable, Sendable {
    /// The format of run logs that this version of Assay writes, and the only one that it reads.
    package static let currentFormat = 1

    package var format: Int
    /// The version of Assay that wrote the log.
    package var assay: String
    /// When the run started, ISO 8601 in UTC, such as `2026-11-23T12:00:00Z`.
    package var started: String
    /// Who answered: `fake`, or the endpoint's URL.
    package var target: String
    /// Who called: `own`, or the client's command.
    package var caller: String
    package var region: String?
    package var seed: UInt64?
    /// The digest of what was planned, alike for equal plans.
    package var planDigest: String
    /// How many cases could run at the same time.
    package var jobs: Int
    /// The part of the plan that this run carried out, such as `2/5`.
    package var shard: String?
    /// The name of the machine.
    package var host: String?
    /// How many cases were planned.
    package var caseCount: Int

    package init(
        format: Int = RunHeader.currentFormat, assay: String, started: String, target: String, caller: String,
        region: String?, seed: UInt64?, planDigest: String, jobs: Int, shard: String?, host: String?,
        caseCount: Int
    ) {
        self.format = format
        self.assay = assay
        self.started = started
        self.target = target
        self.caller = caller
        self.region = region
        self.seed = seed
        self.planDigest = planDigest
        self.jobs = jobs
        self.shard = shard
        self.host = host
        self.caseCount = caseCount
    }
}
