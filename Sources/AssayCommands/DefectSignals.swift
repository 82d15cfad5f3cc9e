#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// The signals by which the machine says that this program is wrong.
enum DefectSignals {
    /// Turns each of them into the status for a defect, so that a script need not know the signals of every machine.
    ///
    /// - Parameter environment: whoever asks for Swift's backtraces gets them, and the signal.
    static func turnIntoStatus(environment: [String: String]) {
        guard environment["SWIFT_BACKTRACE"] == nil else { return }
        for number in [SIGILL, SIGTRAP, SIGABRT, SIGBUS, SIGFPE, SIGSEGV] {
            // Nothing else is safe to do in such a moment.
            signal(number) { _ in _exit(Int32(ExitStatus.defect.rawValue)) }
        }
    }
}
