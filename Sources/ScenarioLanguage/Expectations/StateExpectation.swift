package import Diagnostics

/// What the target must hold after a step.
package struct StateExpectation: Hashable, Sendable {
    package var sources: [SourceExpectation]
    package var count: MatcherNode?
    /// Whether a target that does not show its state leaves out this check alone.
    package var isOnlyWhereWitnessed: Bool
    package var requirement: String?
    package var place: Place

    /// A source that must, or must not, be there.
    package struct SourceExpectation: Hashable, Sendable {
        package var name: MatcherNode?
        package var account: MatcherNode?
        package var state: MatcherNode?
        package var arn: MatcherNode?
        package var hasBus: MatcherNode?
        /// On the number of events that reached its bus.
        package var events: MatcherNode?
        package var isAbsent: Bool
        package var place: Place
    }
}
