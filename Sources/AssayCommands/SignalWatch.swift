import Dispatch
package import ScenarioRunner
import Synchronization

#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// Turns SIGINT and SIGTERM into a wish to stop where a command hears of it, and else into the end at once.
package final class SignalWatch {
    private let sources: [any DispatchSourceSignal]

    /// - Parameters:
    ///   - stop: what the first signal is told to, with the signal's name as the reason.
    ///   - isHeard: whether the command ends by itself then; a second signal ends the process either way.
    package init(stop: StopSignal, isHeard: Bool) {
        // A closed pipe is an error of the write, not the end of the process.
        signal(SIGPIPE, SIG_IGN)
        let count = SignalCount()
        sources = SignalEnding.allCases.map { ending in
            signal(ending.number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: ending.number, queue: .global())
            source.setEventHandler {
                if count.countOne() == 1, isHeard {
                    stop.stop(because: ending.rawValue)
                } else {
                    // The run log is whole up to its last line as it stands; nobody waits for anything any more.
                    let first = stop.reason.flatMap(SignalEnding.init(rawValue:)) ?? ending
                    _exit(Int32(first.status.rawValue))
                }
            }
            source.resume()
            return source
        }
    }
}

/// How many signals came.
private final class SignalCount: Sendable {
    private let count = Mutex(0)

    func countOne() -> Int {
        count.withLock { count in
            count += 1
            return count
        }
    }
}

/// The signals that end a run, by the names that the run log gives them.
package enum SignalEnding: String, CaseIterable, Sendable {
    case interrupt = "SIGINT"
    case terminate = "SIGTERM"

    var number: Int32 {
        switch self {
        case .interrupt: SIGINT
        case .terminate: SIGTERM
        }
    }

    /// The status that the program ends with.
    package var status: ExitStatus {
        switch self {
        case .interrupt: .interrupted
        case .terminate: .terminated
        }
    }
}
