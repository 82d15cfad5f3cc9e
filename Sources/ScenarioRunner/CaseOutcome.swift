import ScenarioLanguage

/// What a case has come to, and what its later steps need to know.
struct CaseOutcome: Sendable {
    var tally = CaseTally()
    var variables: Variables?
    /// What turned out while running to be impossible here, in a case that allows for it.
    var skipReason: String?

    init() {}

    init(variables: Variables) {
        self.variables = variables
    }
}
