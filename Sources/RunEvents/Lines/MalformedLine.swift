/// A line that is no event, and why.
struct MalformedLine: Error, Hashable {
    var reason: String
    /// The byte where reading stopped, in the buffer that was read.
    var position: Int
}
