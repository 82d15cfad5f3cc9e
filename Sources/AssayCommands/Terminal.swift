#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// What standard error is.
enum Terminal {
    /// Whether standard error is a terminal that can move its cursor, and how many columns to count on.
    static func ofStandardError(environment: [String: String]) -> (isTerminal: Bool, columns: Int) {
        let columns = environment["COLUMNS"].flatMap { Int($0) } ?? 80
        return (isatty(STDERR_FILENO) == 1 && environment["TERM"] != "dumb", max(20, columns))
    }
}
