#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// The clock of this machine.
enum SystemClock {
    /// The time since 1970.
    static let sinceEpoch: @Sendable () -> Duration = {
        .microseconds(Int64(Date().timeIntervalSince1970 * 1_000_000))
    }
}
