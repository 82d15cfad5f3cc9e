import Foundation
package import ScenarioRunner

/// Carries out the command line of this process.
package func carryOutProcess() async -> ExitStatus {
    let stop = StopSignal()
    let process = ProcessInfo.processInfo
    DefectSignals.turnIntoStatus(environment: process.environment)
    // Only these wait for others and have something to finish; the rest may hang in a pipe that nobody fills.
    let isHeard = ["run", "cleanup", "serve", "doctor"].contains(process.arguments.dropFirst().first)
    let watch = SignalWatch(stop: stop, isHeard: isHeard)
    defer { withExtendedLifetime(watch) {} }
    let (isTerminal, columns) = Terminal.ofStandardError(environment: process.environment)
    return await carryOut(
        in: Surroundings(
            arguments: Array(process.arguments.dropFirst()), environment: process.environment,
            currentFolder: FileManager.default.currentDirectoryPath,
            console: .ofProcess(isTerminal: isTerminal, columns: columns), clock: .ofMachine(), stop: stop))
}

extension RunClock {
    /// The clocks of this machine.
    package static func ofMachine() -> RunClock {
        let start = ContinuousClock.now
        return RunClock(
            elapsed: { ContinuousClock.now - start }, secondsSince1970: { Date().timeIntervalSince1970 },
            wait: { duration in
                // A cancelled wait simply ends.
                try? await Task.sleep(for: duration)
            })
    }
}
