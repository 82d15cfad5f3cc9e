package import Diagnostics

/// One scenario file, read and checked: its title and its cases.
package struct Scenario: Hashable, Sendable {
    package var file: String
    package var title: String
    package var description: String?
    /// One for each row of the table, or a single one without a label; never empty.
    package var cases: [ScenarioCase]
    /// A fingerprint of all that it was read from: its file, what that includes, and values from outside.
    package var contents = ""
    /// The lines that the keys of the file stand on.
    package var keyLines: [Int] = []
    /// The line that `cases` stands on; nil without a table.
    package var tableLine: Int?
    /// Where the title stands.
    package var place: Place
}
