/// The run log could not be written: a full disk, a closed pipe, a folder that is not there.
package struct RecordFailure: Error, Hashable, Sendable, CustomStringConvertible {
    package var path: String
    package var reason: String

    package init(path: String, reason: String) {
        self.path = path
        self.reason = reason
    }

    package var description: String { "the run log \(path) cannot be written: \(reason)" }
}
