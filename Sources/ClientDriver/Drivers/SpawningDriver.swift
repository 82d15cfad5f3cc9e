/// Starts the client anew for each call.
package struct SpawningDriver: Driver {
    private let template: CommandTemplate
    private let environment: ClientEnvironment
    /// Where the clients' own folders are made.
    let folder: String
    private let bounds: DriverBounds
    private let clock: DriverClock

    package init(
        template: CommandTemplate, environment: ClientEnvironment, folder: String, bounds: DriverBounds,
        clock: DriverClock
    ) {
        self.template = template
        self.environment = environment
        self.folder = folder
        self.bounds = bounds
        self.clock = clock
    }

    package func drive(_ call: ClientCall) async -> ClientRun {
        let place: WorkingFolder
        do throws(FolderTrouble) {
            place = try WorkingFolder(in: folder, named: call.identifier)
            try place.write(ClientContext(call: call, resultFile: place.resultFile).json)
        } catch {
            return ClientRun(scenario: call.scenario, ending: .notStarted(reason: "\(error)"))
        }
        guard let order = order(for: call, in: place) else {
            place.remove()
            return ClientRun(
                scenario: call.scenario,
                ending: .impossible(reason: "the input has no text for a placeholder of the client's command")
            )
        }
        let command = [order.executable] + order.arguments
        let texts = command + order.environment.values
        guard !texts.contains(where: { $0.utf8.contains(0) }) else {
            place.remove()
            return ClientRun(
                scenario: call.scenario,
                ending: .impossible(reason: "the input has a NUL character, which no argument can hold"))
        }
        do throws(ProgramFailure) {
            return run(of: call, in: place, command: command, report: try await order.run(clock: clock))
        } catch {
            place.remove()
            return ClientRun(
                scenario: call.scenario, ending: .notStarted(reason: "\(error)"), command: command)
        }
    }

    package func discard(_ run: ClientRun) {
        if let folder = run.folder { WorkingFolder(path: folder).remove() }
    }

    func order(for call: ClientCall, in place: WorkingFolder) -> ProgramOrder? {
        let values = call.values(context: place.contextFile, result: place.resultFile)
        guard let command = template.filled(with: values), let executable = command.first else { return nil }
        return ProgramOrder(
            executable: executable, arguments: Array(command.dropFirst()),
            environment: environment.variables(for: call, in: place), workingDirectory: place.path,
            deadline: call.timeout + bounds.startUp, grace: bounds.grace, maximumOutput: bounds.maximumOutput,
            secrets: call.secrets, mark: "ASSAY_CONTEXT_FILE")
    }

    private func run(
        of call: ClientCall, in place: WorkingFolder, command: [String], report: ProgramReport
    ) -> ClientRun {
        let ending: ClientRun.Ending =
            switch report.ending {
            case .exited(let status): .exited(status: status)
            case .signalled(let number): .signalled(number: number)
            case .pastDeadline(let limit): .pastDeadline(limit)
            case .cancelled: .cancelled
            }
        let file = place.result(limit: AnswerReader.longestResult).map {
            ClientRun.WrittenResult(bytes: $0, origin: "result.json")
        }
        let line = NativeResult.markedLine(in: report.standardOutput).map {
            ClientRun.WrittenResult(bytes: $0, origin: "standard output")
        }
        let leaks = file.map { call.secrets.leaks(in: $0.bytes, at: .result) } ?? []
        // What is kept for a person to look at holds no secret.
        try? place.write(ClientContext(call: call, resultFile: place.resultFile).redacted)
        return ClientRun(
            scenario: call.scenario, ending: ending, standardOutput: report.standardOutput,
            standardError: report.standardError, result: file ?? line, stragglers: report.stragglers,
            leaks: report.leaks + leaks, elapsed: report.elapsed, command: command, folder: place.path)
    }
}
