/// What one case needs of its target before the first call.
package struct CaseSetup: Hashable, Sendable {
    package var region: String
    package var account: String
    /// Whether the case's own credential is a temporary one.
    package var wantsTemporaryCredentials: Bool
    package var given: GivenState?

    package init(region: String, account: String, wantsTemporaryCredentials: Bool, given: GivenState?) {
        self.region = region
        self.account = account
        self.wantsTemporaryCredentials = wantsTemporaryCredentials
        self.given = given
    }
}
