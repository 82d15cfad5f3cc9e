/// The judgement over one case.
package enum Verdict: String, CaseIterable, Hashable, Sendable {
    /// All that was expected was seen.
    case passed
    /// The contract was broken.
    case failed
    /// We could not tell.
    case inconclusive
    /// The case was not asked to run here.
    case skipped
}
