import Subprocess
import SystemPackage

#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

extension ProgramOrder {
    /// Runs the program to its end and returns what it said and left behind.
    ///
    /// The program has a process group of its own: past the deadline the group gets SIGTERM, and SIGKILL after the
    /// grace; whatever is left of it after the program's own end is told and killed. Standard input is empty. A
    /// cancelled task ends the group too.
    package func run(clock: DriverClock) async throws(ProgramFailure) -> ProgramReport {
        let path = try ProgramSearch.path(of: executable, in: environment)
        let group = ProcessGroup()
        let start = clock.elapsed()
        let arguments = ArgumentWatch(secrets: secrets)
        let (outcome, isOverdue) = await withTaskGroup(of: Step.self) { tasks in
            tasks.addTask { .ended(await launch(path, in: group)) }
            tasks.addTask { await end(group, clock: clock) ? .overdue : .nothing }
            if !secrets.isEmpty {
                tasks.addTask {
                    await arguments.watch(group, clock: clock)
                    return .nothing
                }
            }
            var outcome: Result<Ended, ProgramFailure>?
            var isOverdue = false
            for await step in tasks {
                switch step {
                case .ended(let result):
                    outcome = result
                    tasks.cancelAll()
                case .overdue: isOverdue = true
                case .nothing: break
                }
            }
            return (outcome, isOverdue)
        }
        let stragglers = await Self.stragglers(
            of: group, mark: markLine, patience: isOverdue ? grace : .milliseconds(250), clock: clock)
        guard let outcome else {
            throw .notStarted(executable: executable, reason: "nothing waited for its end")
        }
        let ended = try outcome.get()
        let ending: ProgramReport.Ending =
            if isOverdue {
                .pastDeadline(deadline)
            } else if Task.isCancelled {
                .cancelled
            } else {
                ended.ending
            }
        return ProgramReport(
            ending: ending, standardOutput: ended.output.kept, standardError: ended.error.kept,
            stragglers: stragglers,
            leaks: Leak.sorted(ended.output.leaks + ended.error.leaks + arguments.leaks),
            elapsed: clock.elapsed() - start)
    }

    private enum Step: Sendable {
        case ended(Result<Ended, ProgramFailure>)
        /// The deadline came first.
        case overdue
        case nothing
    }

    private struct Ended: Sendable {
        let ending: ProgramReport.Ending
        let output: ScannedOutput
        let error: ScannedOutput
    }

    /// Waits for the deadline and ends the group; false where the program ended before.
    private func end(_ group: ProcessGroup, clock: DriverClock) async -> Bool {
        await clock.wait(deadline)
        guard !Task.isCancelled else { return false }
        group.askToEnd()
        await clock.wait(grace)
        guard !Task.isCancelled else { return true }
        group.kill()
        // A process outside the group may hold an output open for as long as it likes.
        await clock.wait(.seconds(1))
        group.close()
        return true
    }

    /// Waits a little for what the program started to end by itself, and kills the rest.
    static func stragglers(
        of group: ProcessGroup, mark: String?, patience: Duration, clock: DriverClock
    ) async -> [Straggler] {
        guard let leader = group.leader else { return [] }
        let start = clock.elapsed()
        var pause = Duration.milliseconds(5)
        var left = ProcessTable.members(of: leader, mark: mark)
        while !left.isEmpty, clock.elapsed() - start < patience, !Task.isCancelled {
            await clock.wait(pause)
            pause *= 2
            left = ProcessTable.members(of: leader, mark: mark)
        }
        #if os(Linux)
            guard !left.isEmpty else { return [] }
        #else
            if left.isEmpty, group.isThere {
                left = [Straggler(process: Int(leader), command: "its process group", ports: [])]
            }
        #endif
        group.kill()
        for straggler in left { ProcessGroup.kill(Int32(clamping: straggler.process)) }
        // A kill is carried out when the machine comes to it.
        let killed = clock.elapsed()
        while clock.elapsed() - killed < .seconds(5), !Task.isCancelled,
            !ProcessTable.members(of: leader, mark: mark).isEmpty
        {
            await clock.wait(.milliseconds(2))
        }
        return left
    }

    private func launch(_ path: String, in group: ProcessGroup) async -> Result<Ended, ProgramFailure> {
        do {
            let result = try await Subprocess.run(
                .path(FilePath(path)),
                arguments: Arguments(executablePathOverride: executable, remainingValues: arguments),
                environment: processEnvironment, workingDirectory: workingDirectory.map { FilePath($0) },
                platformOptions: options, input: .none, output: .sequence, error: .sequence
            ) { execution in
                group.started(Int32(execution.processIdentifier.value))
                async let error = scanned(execution.standardError, as: .standardError, of: group)
                let output = await scanned(execution.standardOutput, as: .standardOutput, of: group)
                return (output, await error)
            }
            let ending: ProgramReport.Ending =
                switch result.terminationStatus {
                case .exited(let status): .exited(status: Int(status))
                case .signaled(let number): .signalled(number: Int(number))
                }
            let (output, error) = result.closureResult
            return .success(Ended(ending: ending, output: output, error: error))
        } catch let error as SubprocessError {
            return .failure(failure(error, path: path))
        } catch {
            return .failure(.notStarted(executable: executable, reason: "\(error)"))
        }
    }

    /// Reads an output to its end; what cannot be read is its end.
    private func scanned(
        _ sequence: SubprocessOutputSequence, as place: Leak.Place, of group: ProcessGroup
    ) async -> ScannedOutput {
        var output = ScannedOutput(limit: maximumOutput, secrets: secrets, place: place)
        var chunks = sequence.makeAsyncIterator()
        let copy: BytesOutput = .bytes(limit: .max)
        while !group.isClosed, let chunk = try? await chunks.next() {
            guard let bytes = try? copy.output(from: chunk.bytes) else { break }
            output.append(bytes)
        }
        return output
    }

    func failure(_ error: SubprocessError, path: String) -> ProgramFailure {
        let reason: String
        switch (error.code, error.underlyingError) {
        case (.executableNotFound, _):
            reason = "the interpreter that its first line names is not there"
        case (.spawnFailed, Errno(rawValue: ENOEXEC)):
            reason = "it is neither a program of this machine nor a script whose first line begins with #!"
        case (.spawnFailed, Errno(rawValue: E2BIG)):
            reason = "its arguments and its environment are too long"
        case (_, let underlying?):
            reason = "\(underlying)"
        case (_, nil):
            reason = error.description
        }
        return .notStarted(executable: executable, reason: reason)
    }

    var processEnvironment: Environment {
        var variables: [Environment.Key: String] = [:]
        for (name, value) in environment {
            if let key = Environment.Key(rawValue: name) { variables[key] = value }
        }
        return .custom(variables)
    }

    var options: PlatformOptions {
        var options = PlatformOptions()
        options.processGroupID = 0
        // For a cancelled task; a deadline is kept by `end`.
        options.teardownSequence = [
            .send(signal: .terminate, toProcessGroup: true, allowedDurationToNextStep: grace)
        ]
        return options
    }
}
