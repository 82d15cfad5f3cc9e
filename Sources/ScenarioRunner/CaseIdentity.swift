/// What a case is called over runs: no line numbers, so that it stays itself when a file grows.
package struct CaseIdentity: Hashable, Sendable {
    package let file: String
    package let scenario: String
    package let label: String?

    package init(file: String, scenario: String, label: String?) {
        self.file = file
        self.scenario = scenario
        self.label = label
    }
}
