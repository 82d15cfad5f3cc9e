import Subprocess
import SystemPackage

#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

extension PersistentSession {
    /// A client that ended while it was written to must not end us.
    private static let ignoresBrokenPipes: Void = { _ = signal(SIGPIPE, SIG_IGN) }()

    /// Starts the client and stays with it to its end, which answers whatever is open then.
    func live(as order: ProgramOrder, bounds: DriverBounds, clock: DriverClock) async {
        _ = Self.ignoresBrokenPipes
        let path: String
        do throws(ProgramFailure) {
            path = try ProgramSearch.path(of: order.executable, in: order.environment)
        } catch {
            fail(.notStarted(reason: "\(error)"))
            return
        }
        let (ending, end) = AsyncStream.makeStream(of: Void.self)
        await withTaskGroup(of: Bool.self) { tasks in
            tasks.addTask { [self] in
                let ending = await talk(to: path, order, end)
                if case .exited(status: 0) = ending {
                    fail(.broken(reason: "it ended with exit code 0 before it answered"))
                } else {
                    fail(ending)
                }
                return true
            }
            tasks.addTask { [self] in
                await clock.wait(bounds.startUp)
                if !Task.isCancelled, hello == nil {
                    fail(.broken(reason: "it said no hello within \(bounds.startUp.inWords)"))
                }
                return false
            }
            tasks.addTask { [self] in
                for await _ in ending { break }
                if Task.isCancelled { return false }
                await endProcess(bounds: bounds, clock: clock)
                return false
            }
            for await isOver in tasks where isOver { tasks.cancelAll() }
        }
        _ = await ProgramOrder.stragglers(
            of: group, mark: order.markLine, patience: .milliseconds(100), clock: clock)
    }

    /// The client knows that it is to end, for its input has ended; one that does not is made to.
    private func endProcess(bounds: DriverBounds, clock: DriverClock) async {
        await clock.wait(isOver ? .zero : bounds.grace)
        guard !Task.isCancelled else { return }
        group.askToEnd()
        await clock.wait(bounds.grace)
        guard !Task.isCancelled else { return }
        group.kill()
        await clock.wait(.seconds(1))
        group.close()
    }

    private func talk(
        to path: String, _ order: ProgramOrder, _ end: AsyncStream<Void>.Continuation
    ) async -> ClientRun.Ending {
        do {
            let result = try await Subprocess.run(
                .path(FilePath(path)),
                arguments: Arguments(
                    executablePathOverride: order.executable, remainingValues: order.arguments),
                environment: order.processEnvironment,
                workingDirectory: order.workingDirectory.map { FilePath($0) }, platformOptions: order.options,
                input: .inputWriter, output: .sequence, error: .sequence
            ) { execution in
                group.started(Int32(execution.processIdentifier.value))
                await withTaskGroup(of: Void.self) { tasks in
                    tasks.addTask { [self] in
                        for await line in lines {
                            guard (try? await execution.standardInputWriter.write(line)) != nil else { break }
                        }
                        try? await execution.standardInputWriter.finish()
                        end.finish()
                    }
                    tasks.addTask { [self] in await listen(to: execution.standardError, .standardError) }
                    await listen(to: execution.standardOutput, .standardOutput)
                    // Without its output a client cannot answer.
                    finish()
                }
            }
            switch result.terminationStatus {
            case .exited(let status): return .exited(status: Int(status))
            case .signaled(let number): return .signalled(number: Int(number))
            }
        } catch let error as SubprocessError {
            return .notStarted(reason: "\(order.failure(error, path: path))")
        } catch {
            return .notStarted(reason: "\(error)")
        }
    }

    private func listen(to sequence: SubprocessOutputSequence, _ place: Leak.Place) async {
        var splitter = LineSplitter(longest: AnswerReader.longestResult + 4096)
        var chunks = sequence.makeAsyncIterator()
        let copy: BytesOutput = .bytes(limit: .max)
        while !group.isClosed, let chunk = try? await chunks.next() {
            guard let bytes = try? copy.output(from: chunk.bytes) else { break }
            wrote(bytes, at: place)
            guard place == .standardOutput else { continue }
            guard let lines = splitter.lines(adding: bytes) else {
                fail(.broken(reason: "a line of the client's standard output has no end"))
                break
            }
            for line in lines { received(line) }
        }
    }
}
