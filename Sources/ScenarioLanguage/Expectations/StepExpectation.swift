package import Diagnostics

/// Everything that must be true after a step.
package struct StepExpectation: Hashable, Sendable {
    /// What the answer must be: one outcome, or several of which one must hold; empty when `answers` counts them.
    package var outcomes: [OutcomeExpectation]
    /// For a step made several times together: how many answers must be of which kind.
    package var answers: [CountedOutcome]
    package var within: Deadline?
    package var wire: WireExpectation?
    package var state: StateExpectation?
    /// What must have happened for the answer to prove anything; nil leaves it to the kind of caller.
    package var needs: NeededFacts?
    /// What is written down whatever it is.
    package var records: [RecordExpectation] = []
    /// The requirement that a mismatch breaks, where the outcome names none.
    package var requirement: String?
    /// The `expect`, or the step when it has none.
    package var place: Place

    /// The longest that the answer may take.
    package struct Deadline: Hashable, Sendable {
        package var duration: Duration
        package var place: Place
    }
}

/// One kind of answer among those of a `together`, and how many of it there must be.
package struct CountedOutcome: Hashable, Sendable {
    package var outcome: OutcomeExpectation
    package var count: CountRange
    package var place: Place
}

/// What one answer must be.
package struct OutcomeExpectation: Hashable, Sendable {
    package enum Kind: Hashable, Sendable {
        /// A success whose members match; nil accepts any success.
        case response(MatcherNode?, isExact: Bool)
        case error(ErrorExpectation)
        case failure(Set<FailureKind>, place: Place)
        /// Any readable answer: only status, headers and body are looked at.
        case anyAnswer
    }

    package var kind: Kind
    /// As written, or as success or the named error imply it.
    package var status: MatcherNode?
    package var headers: [NamedMatcher]
    /// A condition on the body's text.
    package var body: MatcherNode?
    package var requirement: String?
    package var place: Place
}

/// Which service error the answer must be.
package struct ErrorExpectation: Hashable, Sendable {
    package var code: MatcherNode?
    package var message: MatcherNode?
    package var namespace: MatcherNode?
    package var violations: ViolationsExpectation?
    package var place: Place
}

/// The constraints that a ValidationException must report: exactly these, in any order.
package struct ViolationsExpectation: Hashable, Sendable {
    package var violations: Set<ExpectedViolation>
    package var place: Place
}
