/// Credentials and where they came from.
package struct FoundCredentials: Hashable, Sendable {
    package let credentials: Credentials
    package let source: String
    /// When they stop being good; nil where nobody said.
    package let expires: SigningTime?
}
