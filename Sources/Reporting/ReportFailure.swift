package import RunEvents
package import XMLTree

/// A report could not be written.
package enum ReportFailure: Error, Hashable, Sendable, CustomStringConvertible {
    /// The run log that it is made from cannot be read.
    case runLog(InvalidRunLog)
    /// The file cannot be written: a full disk, a closed pipe, a folder where a file should be.
    case file(FileTrouble)

    package var description: String {
        switch self {
        case .runLog(let invalid): "the run log cannot be read: \(invalid)"
        case .file(let trouble): "the report cannot be written: \(trouble)"
        }
    }
}
