/// One case of the plan, told before anything runs.
package struct PlannedCase: Hashable, Sendable {
    /// The place in the plan, from 0; every later event of the case names it.
    package var index: Int
    /// The scenario file as the run was given it, with `/` between folders.
    package var file: String
    /// Where the case stands in the file; lines and columns count from 1.
    package var line: Int
    package var column: Int
    /// The scenario's title.
    package var scenario: String
    /// The label of the table's row; none where the file itself is the case.
    package var label: String?
    package var requirements: [String]
    package var tags: [String]
    package var description: String?

    package init(
        index: Int, file: String, line: Int, column: Int, scenario: String, label: String?,
        requirements: [String], tags: [String], description: String?
    ) {
        self.index = index
        self.file = file
        self.line = line
        self.column = column
        self.scenario = scenario
        self.label = label
        self.requirements = requirements
        self.tags = tags
        self.description = description
    }

    /// The name that people read: the scenario's title and the row's label.
    package var name: String {
        guard let label else { return scenario }
        return scenario + ": " + label
    }

    /// Where the case stands, as `file:line:column`.
    package var place: String { "\(file):\(line):\(column)" }
}
