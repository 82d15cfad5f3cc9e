/// A source that the target holds.
package struct ObservedSource: Hashable, Sendable {
    package var name: String
    package var account: String
    /// `PENDING`, `ACTIVE` or `DELETED`.
    package var state: String
    package var arn: String

    package init(name: String, account: String, state: String, arn: String) {
        self.name = name
        self.account = account
        self.state = state
        self.arn = arn
    }
}
