/// Who answers the calls of a case: the embedded fake, or an endpoint.
package protocol Target: Sendable {
    var abilities: TargetAbilities { get }
    /// Lends a place of its own to one case and takes it back when the body returns.
    func withCase<Result: Sendable>(
        _ setup: CaseSetup, _ body: (CaseTarget) async -> Result
    ) async throws(TargetUnavailable) -> Result
}

/// Why a case could not be given a target.
package struct TargetUnavailable: Error, Hashable, Sendable {
    package let reason: String

    package init(reason: String) {
        self.reason = reason
    }
}
