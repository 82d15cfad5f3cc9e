import AWSWire
import Diagnostics
import EventBridgeFake
import Foundation
import HTTPWire
import Reporting
import RunEvents
import ScenarioLanguage
import ScenarioRunner

/// One `assay run` from its command line to its exit status.
struct RunAction {
    private let command: RunCommand
    private let surroundings: Surroundings
    private let isColored: Bool
    /// Whether calls are shown to a person instead of made.
    private let isHeld: Bool

    init(_ command: RunCommand, in surroundings: Surroundings, isHeld: Bool = false) {
        self.isHeld = isHeld
        self.command = command
        self.surroundings = surroundings
        isColored = command.console.color.isColored(
            isTerminal: surroundings.console.isTerminal, environment: surroundings.environment)
    }

    func carryOut() async throws(CommandFailure) -> ExitStatus {
        guard RequirementCatalogue.shipped.diagnostics.isEmpty else {
            throw CommandFailure(.defect, "the catalogue of requirements that Assay ships is wrong")
        }
        try checkOutputs()
        let client = try ClientUnderTest.resolve(command.client, in: surroundings)
        let destination = try await Destination.resolve(command, in: surroundings)
        let library = try await ScenarioLibrary.read(
            command.selection.soughtPaths, variables: command.variables, in: surroundings)
        surroundings.console.writeMessage(
            DiagnosticRenderer(sources: library.sources, color: isColored).render(library.diagnostics))
        guard library.errorCount == 0 else {
            let mistakes = library.errorCount == 1 ? "1 mistake" : "\(library.errorCount) mistakes"
            throw CommandFailure(.invalidScenario, "\(mistakes) in the scenario files; nothing was sent")
        }
        let selected = try selection(library).cases(of: library.scenarios)
        guard !selected.isEmpty else {
            throw CommandFailure(
                .nothingRan, "nothing was selected: \(library.scenarios.count) scenarios were read")
        }
        var generator = SystemRandomNumberGenerator()
        // Shorter than 53 bits, so that every reader of JSON gives it back unchanged.
        let seed = command.pace.seed ?? generator.next() >> 12
        let plan = Plan(selected, seed: seed, isShuffled: command.pace.isShuffled)
        for notice in destination.notices { surroundings.console.say("assay: \(notice)") }
        let log = path(command.reports.log)
        let writer: RunLogWriter
        do throws(RecordFailure) {
            writer = try RunLogWriter(path: log)
        } catch {
            throw CommandFailure(.worldFailed, error.description)
        }
        let console = surroundings.console
        let recorder = RunRecorder(
            log: writer, console: console,
            style: ConsoleStyle(
                isTerminal: console.isTerminal, isColored: isColored, columns: console.columns))
        let summary = try await run(
            plan, on: destination, client: client, recorder: recorder, key: generator.next())
        return finish(summary, of: plan, writer: writer, log: log, recorder: recorder)
    }

    private func run(
        _ plan: Plan, on destination: Destination, client: ClientUnderTest?, recorder: RunRecorder,
        key: UInt64
    ) async throws(CommandFailure) -> RunSummary {
        let jobs = command.pace.jobs ?? destination.standardJobs(isClient: client != nil)
        let options = options(for: destination, jobs: jobs)
        let header = RunHeader(
            assay: assayVersion, started: CalendarText.moment(surroundings.clock.secondsSince1970()),
            target: destination.name, caller: client?.name ?? "own", region: destination.region,
            seed: plan.seed,
            planDigest: plan.digest, jobs: jobs, shard: shard.map { "\($0.index)/\($0.count)" },
            host: ProcessInfo.processInfo.hostName, caseCount: plan.entries.count)
        let result = await withSocketThreads(count: destination.threadCount) { threads in
            await withHTTPClient(destination.clientConfiguration, threads: threads) { wire in
                let own = OwnCaller(
                    client: wire, threads: threads, clock: surroundings.clock, backoff: destination.backoff,
                    repeatsLostCalls: destination.isEndpoint)
                let witnesses = CaseWitnesses()
                func run(_ caller: any Caller, _ recorder: any EventRecorder) async -> RunSummary {
                    let guarded = destination.guarded(caller, clock: surroundings.clock)
                    let watched: any Caller =
                        destination.isEndpoint ? SilenceWatch(guarded, stop: surroundings.stop) : guarded
                    func run(on target: any Target) async -> RunSummary {
                        await Runner(
                            plan: plan, caller: watched, target: target, recorder: recorder,
                            clock: surroundings.clock,
                            redactor: Redactor(key: key), options: options, stop: surroundings.stop
                        ).run(header)
                    }
                    switch destination.kind {
                    case .fake:
                        let target = FakeTarget(
                            threads: threads, clock: surroundings.clock,
                            witnesses: client == nil ? nil : witnesses)
                        let summary = await run(on: target)
                        await target.close()
                        if target.lateRequestCount > 0 {
                            surroundings.console.say(
                                "assay: requests that came after the end of their case: "
                                    + "\(target.lateRequestCount)")
                        }
                        return summary
                    case .endpoint(let target):
                        return await run(on: target)
                    }
                }
                return await outcome(of: client, own, wire, threads, witnesses, destination) { caller in
                    guard let caller else { return await run(own, recorder) }
                    return await run(caller, ClientCaseRecorder(recorder, caller: caller))
                }
            }
        }
        return try result.get()
    }

    /// Runs with the client under test, where there is one.
    private func outcome(
        of client: ClientUnderTest?, _ own: OwnCaller, _ wire: HTTPClient, _ threads: SocketThreads,
        _ witnesses: CaseWitnesses, _ destination: Destination, _ run: (ClientCaller?) async -> RunSummary
    ) async -> Result<RunSummary, CommandFailure> {
        guard let client else { return .success(await run(nil)) }
        do throws(CommandFailure) {
            return .success(
                try await client.with(
                    own: own, client: wire, threads: threads, witnesses: witnesses,
                    hasTripwire: destination.isOnThisMachine, isHeld: isHeld
                ) { caller in await run(caller) })
        } catch {
            return .failure(error)
        }
    }

    private func options(for destination: Destination, jobs: Int) -> RunOptions {
        let excerpts = SourceExcerpts(folder: surroundings.currentFolder)
        let environment = surroundings.environment
        return RunOptions(
            jobs: jobs, failsFast: command.pace.failsFast, callTimeout: command.pace.timeout.duration,
            caseTimeout: command.pace.caseTimeout.duration, cleanupTimeout: .seconds(30),
            region: destination.region, partition: { Partition.containing($0).name },
            partner: command.variables.partner ?? "example.com", account: destination.account,
            environment: { environment[$0] },
            uniquePrefix: command.pace.seed == nil ? nil : command.pace.uniquePrefix,
            requirements: RequirementCatalogue.shipped.catalogue,
            excerpt: { excerpts.excerpt(at: $0) })
    }

    private func selection(_ library: ScenarioLibrary) throws(CommandFailure) -> Selection {
        var selection = command.selection.selection(indices: library.indices)
        selection.shard = shard.map { .init(index: $0.index, count: $0.count) }
        if case .assigned? = command.pace.shard, shard == nil {
            throw CommandFailure(.usage, "--shard auto: no CI service says which part this machine is to run")
        }
        if command.pace.repeatsFailed {
            selection.identities = try Self.casesToRepeat(from: path(command.reports.log))
        }
        return selection
    }

    private var shard: ShardArgument? {
        switch command.pace.shard {
        case nil: nil
        case .given(let shard): shard
        case .assigned: ShardArgument.told(by: surroundings.environment)
        }
    }

    /// The cases of an earlier run that did not pass and were not left out.
    private static func casesToRepeat(from log: String) throws(CommandFailure) -> Set<CaseIdentity> {
        do throws(InvalidRunLog) {
            var found: Set<CaseIdentity> = []
            var cases = try RunLogIndex(path: log).cases()
            while let logged = try cases.next() {
                guard logged.finished.verdict == .failed || logged.finished.verdict == .inconclusive else {
                    continue
                }
                let planned = logged.planned
                found.insert(
                    CaseIdentity(file: planned.file, scenario: planned.scenario, label: planned.label))
            }
            return found
        } catch {
            throw CommandFailure(.usage, "--rerun-failed: \(log): \(error)")
        }
    }

    /// Refuses two outputs in one file: the later one would wipe out the earlier.
    private func checkOutputs() throws(CommandFailure) {
        let outputs = [
            ("--log", command.reports.log), ("--junit", command.reports.junit),
            ("--ledger", command.live.ledger ?? ""),
        ].filter { !$0.1.isEmpty }
        var options: [String: String] = [:]
        for (option, text) in outputs {
            let file = URL(fileURLWithPath: path(text)).standardizedFileURL.resolvingSymlinksInPath().path
            // Everything may be thrown away together.
            if file != "/dev/null", let other = options.updateValue(option, forKey: file) {
                throw CommandFailure(.usage, "\(other) and \(option) name the same file, \(text)")
            }
        }
    }

    private func path(_ text: String) -> String {
        text.hasPrefix("/") ? text : surroundings.currentFolder + "/" + text
    }

    /// Closes the log, writes the reports, tells the summary and finds the status.
    private func finish(
        _ summary: RunSummary, of plan: Plan, writer: RunLogWriter, log: String, recorder: RunRecorder
    ) -> ExitStatus {
        let console = surroundings.console
        var statuses: [ExitStatus] = []
        var reports: [(kind: String, path: String)] = []
        do throws(RecordFailure) {
            if let failure = summary.recordFailure { throw failure }
            try writer.close()
            reports.append(("run log", command.reports.log))
        } catch {
            console.say("assay: error: \(error)")
            statuses.append(.worldFailed)
        }
        let isWhole = statuses.isEmpty
        do throws(CommandFailure) {
            try JUnitFile(path: path(command.reports.junit), flavor: command.reports.flavor).write(from: log)
            reports.append(("junit", command.reports.junit))
        } catch {
            // A log that could not be written gives no report; that was told already.
            if isWhole { console.say("assay: error: \(error.message)") }
            statuses.append(error.status)
        }
        recorder.tellSummary(
            elapsed: summary.elapsed, interruptedBy: summary.interruption, reports: reports)
        statuses += Self.statuses(of: summary, failsOnSkipped: command.pace.failsOnSkipped)
        if summary.counts.total != plan.entries.count {
            console.say(
                "assay: error: of \(plan.entries.count) planned cases \(summary.counts.total) were accounted for; "
                    + "this is a defect of Assay")
            statuses.append(.defect)
        }
        return ExitStatus.first(of: statuses)
    }

    /// What the verdicts and the end of a run say.
    static func statuses(of summary: RunSummary, failsOnSkipped: Bool) -> [ExitStatus] {
        var statuses: [ExitStatus] = []
        if let ending = summary.interruption.flatMap(SignalEnding.init(rawValue:)) {
            statuses.append(ending.status)
        }
        let counts = summary.counts
        if counts.failed > 0 { statuses.append(.failed) }
        if counts.inconclusive > 0 { statuses.append(.inconclusive) }
        if counts.ran == 0 || (failsOnSkipped && counts.skipped > 0) { statuses.append(.nothingRan) }
        return statuses
    }
}
