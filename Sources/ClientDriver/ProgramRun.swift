import Subprocess
import Synchronization
import SystemPackage

#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

extension ProgramOrder {
    /// Runs the program to its end and returns what it said.
    ///
    /// The program has a process group of its own, so that what it started is killed with it. Standard input
    /// is empty. A cancelled task kills the program.
    package func run() async throws(ProgramFailure) -> ProgramReport {
        let group = ProcessGroup()
        let outcome = await withTaskGroup(of: Outcome.self) { tasks in
            tasks.addTask { await launch(in: group) }
            tasks.addTask {
                do {
                    try await Task.sleep(for: deadline)
                    return .failed(.pastDeadline(deadline))
                } catch {
                    return .failed(.cancelled)
                }
            }
            let first = await tasks.next() ?? .failed(.cancelled)
            tasks.cancelAll()
            return first
        }
        // The library stops at the first process of a group that is gone: whatever is left of it goes here.
        group.kill()
        switch outcome {
        case .ended(let report):
            return report
        case .failed(let failure):
            throw failure
        }
    }

    private enum Outcome: Sendable {
        case ended(ProgramReport)
        case failed(ProgramFailure)
    }

    private func launch(in group: ProcessGroup) async -> Outcome {
        do {
            let result = try await Subprocess.run(
                program, arguments: Arguments(arguments), environment: processEnvironment,
                workingDirectory: workingDirectory.map { FilePath($0) }, platformOptions: options,
                input: .none, output: .bytes(limit: maximumOutput), error: .bytes(limit: maximumOutput)
            ) { execution in
                group.started(Int32(execution.processIdentifier.value))
            }
            // A cancelled run returns as if the program had been killed by somebody else.
            if Task.isCancelled { return .failed(.cancelled) }
            let ending: ProgramReport.Ending =
                switch result.terminationStatus {
                case .exited(let status): .exited(status: Int(status))
                case .signaled(let number): .signalled(number: Int(number))
                }
            return .ended(
                ProgramReport(
                    ending: ending, standardOutput: result.standardOutput, standardError: result.standardError
                ))
        } catch let error as SubprocessError {
            if Task.isCancelled { return .failed(.cancelled) }
            switch error.code {
            case .executableNotFound:
                return .failed(.notFound(executable: executable))
            case .outputLimitExceeded:
                return .failed(.outputTooLarge(limit: maximumOutput))
            default:
                return .failed(.notStarted(executable: executable, reason: error.description))
            }
        } catch {
            return .failed(.notStarted(executable: executable, reason: "\(error)"))
        }
    }

    private var program: Executable {
        executable.contains("/") ? .path(FilePath(executable)) : .name(executable)
    }

    private var processEnvironment: Environment {
        var variables: [Environment.Key: String] = [:]
        for (name, value) in environment {
            if let key = Environment.Key(rawValue: name) { variables[key] = value }
        }
        return .custom(variables)
    }

    private var options: PlatformOptions {
        var options = PlatformOptions()
        options.processGroupID = 0
        options.teardownSequence = [
            .send(signal: .terminate, toProcessGroup: true, allowedDurationToNextStep: .milliseconds(300))
        ]
        return options
    }
}

/// The process group of one program, known once the program has started.
private final class ProcessGroup: Sendable {
    private let leader = Mutex<Int32?>(nil)

    func started(_ identifier: Int32) {
        leader.withLock { $0 = identifier }
    }

    /// Kills whatever is left of the group; nothing is left after a program that ended in good order.
    func kill() {
        guard let leader = leader.withLock({ $0 }), leader > 1 else { return }
        #if canImport(Darwin)
            _ = Darwin.kill(-leader, SIGKILL)
        #else
            _ = Glibc.kill(-leader, SIGKILL)
        #endif
    }
}
