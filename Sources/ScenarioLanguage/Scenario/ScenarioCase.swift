package import Diagnostics

/// One case: a row of a scenario's table, or the scenario itself when it has no table.
///
/// Variables of the file and of the row already stand where they are used; what steps still hold of templates
/// are built-in values and captures.
package struct ScenarioCase: Hashable, Sendable {
    /// The row's label; nil without a table.
    package var label: String?
    /// The row, or the scenario's title.
    package var place: Place
    package var requirements: [String]
    package var tags: [String]
    package var callers: Set<CallerKind>
    package var context: CallContext
    package var given: Given?
    package var steps: [Step]
    package var finally: [Step]
    /// Why the case is not to be run.
    package var skip: String?
    package var knownFailure: KnownFailure?
    package var timeout: Duration?
}

/// Who makes the calls.
package enum CallerKind: String, Hashable, Sendable, CaseIterable {
    /// Assay's own client.
    case own
    /// A client under test.
    case client
}

/// What a case says about how it fails today.
package struct KnownFailure: Hashable, Sendable {
    /// What the failure's message has in it; nil for any.
    package var message: String?
    package var issue: String?
    /// The last day it holds, as `2027-03-31`; nil for no end.
    package var expires: String?
    package var place: Place

    /// Tells whether the day, as `2027-03-31`, is later than the last one.
    package func isExpired(on day: String) -> Bool {
        expires.map { $0 < day } ?? false
    }
}
