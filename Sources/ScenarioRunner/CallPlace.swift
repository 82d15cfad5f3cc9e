/// Which call of a run an order is.
package struct CallPlace: Hashable, Sendable {
    /// The case's place in the plan.
    package var caseIndex: Int
    /// The case as people name it: file, title and label.
    package var scenario: String
    /// The step among those of the case, from 1.
    package var step: Int
    /// The call among those that the step makes together, from 1.
    package var call: Int
    /// Whether the harness makes it by its own client, whoever the caller is.
    package var isByHarness: Bool

    package init(caseIndex: Int, scenario: String, step: Int, call: Int, isByHarness: Bool) {
        self.caseIndex = caseIndex
        self.scenario = scenario
        self.step = step
        self.call = call
        self.isByHarness = isByHarness
    }

    /// A call of the harness outside of any case.
    package static let outside = CallPlace(caseIndex: 0, scenario: "", step: 0, call: 0, isByHarness: true)
}
