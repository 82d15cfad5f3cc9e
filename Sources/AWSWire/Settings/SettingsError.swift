/// A setting that is missing or wrong.
package struct SettingsError: Error, Hashable, Sendable, CustomStringConvertible {
    /// One sentence that says where was looked or what is wrong there: lower case, no full stop.
    package let message: String

    package init(_ message: String) {
        self.message = message
    }

    package var description: String { message }
}
