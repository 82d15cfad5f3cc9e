import AWSWire
import Diagnostics
import EventBridgeFake
import FakeControl
import Foundation
import HTTPWire
import JSONTree
import ScenarioLanguage
import ScenarioRunner

/// One `assay serve` from its command line to its end.
struct ServeAction {
    private let command: ServeCommand
    private let surroundings: Surroundings

    /// How long answers that are on their way at the end may take.
    private static let patience = Duration.seconds(5)

    /// The customer's account that a given state means where it names none.
    private static let account = "123456789012"

    init(_ command: ServeCommand, in surroundings: Surroundings) {
        self.command = command
        self.surroundings = surroundings
    }

    func carryOut() async throws(CommandFailure) -> ExitStatus {
        let given = try given()
        let configuration = try configuration(given)
        let certificate = command.listening.hasTLS ? .trusted : given?.tls?.certificate
        let console = surroundings.console
        let log =
            command.log.quiet ? nil : RequestLog(isBrief: command.log.brief) { console.writeMessage($0) }
        let control = try control()
        let front = Self.front(control?.api, log)
        let threads = max(1, min(8, ProcessInfo.processInfo.activeProcessorCount))
        let failure = await withSocketThreads(count: threads) { threads -> CommandFailure? in
            do throws(CommandFailure) {
                let fake = try await open(configuration, certificate, front, threads)
                do throws(CommandFailure) {
                    try announce(fake, control)
                } catch {
                    await fake.close()
                    throw error
                }
                await surroundings.stop.wait()
                await fake.drain(within: Self.patience)
                return nil
            } catch {
                return error
            }
        }
        log?.finish()
        if let failure { throw failure }
        return .passed
    }

    private func open(
        _ configuration: FakeConfiguration, _ certificate: FakeListening.Certificate?, _ front: FakeFront?,
        _ threads: SocketThreads
    ) async throws(CommandFailure) -> Fake {
        let options = command.listening
        do throws(FakeFailure) {
            return try await Fake.open(
                configuration,
                listening: FakeListening(
                    host: options.host, port: Int(options.port), tls: certificate),
                threads: threads, front: front)
        } catch {
            throw CommandFailure(.worldFailed, error.message)
        }
    }

    /// What stands before the service: the control API, and whoever is told of requests.
    private static func front(_ api: ControlAPI?, _ log: RequestLog?) -> FakeFront? {
        guard api != nil || log != nil else { return nil }
        return FakeFront(
            prefix: api == nil ? nil : ControlAPI.prefix,
            answer: { request, service, now in
                api?.answer(to: request, of: service, at: now) ?? ServerAnswer(steps: [.close])
            },
            witness: { entry in
                api?.note(entry)
                log?.note(entry)
            })
    }

    /// Writes the files that others wait for, and last of all the line that says it is ready.
    private func announce(_ fake: Fake, _ control: Control?) throws(CommandFailure) {
        let options = command.listening
        if let file = options.authorityFile { try write(fake.authorityPEM ?? "", to: file, "--ca-file") }
        if let file = options.portFile { try write("\(fake.port)\n", to: file, "--port-file") }
        surroundings.console.say("assay: the fake serves region \(fake.region) at \(fake.url)")
        var line: JSONObject = [
            "port": .number(JSONNumber(fake.port)), "url": .string(fake.url),
        ]
        if let control {
            let url = fake.url + ControlAPI.prefix
            surroundings.console.say("assay: the control API is at \(url)")
            line.append("control", .string(url))
            // Who gave the token knows it.
            if control.isMade { line.append("control-token", .string(control.token)) }
        }
        surroundings.console.writeData(JSONWriter.text(.object(line)) + "\n")
    }

    private func write(_ text: String, to file: String, _ option: String) throws(CommandFailure) {
        let path = file.hasPrefix("/") ? file : surroundings.currentFolder + "/" + file
        do {
            // Whoever waits for the file must never find half of it.
            try Data(text.utf8).write(to: URL(fileURLWithPath: path), options: .atomic)
        } catch {
            throw CommandFailure(.worldFailed, "\(option): \(file) cannot be written")
        }
    }

    // MARK: the control API

    private struct Control {
        let api: ControlAPI
        let token: String
        /// Whether the token was made here.
        let isMade: Bool
    }

    private func control() throws(CommandFailure) -> Control? {
        guard command.control.control ?? isLocal else { return nil }
        let given = command.control.token ?? surroundings.variable("ASSAY_CONTROL_TOKEN")
        if let given, !ServeControlOptions.isGood(given) {
            throw CommandFailure(.usage, "ASSAY_CONTROL_TOKEN must be 1 to 256 visible ASCII characters")
        }
        var generator = SystemRandomNumberGenerator()
        let token =
            given ?? (0..<2).map { _ in String(generator.next() | 1 << 63, radix: 16) }.joined()
        return Control(
            api: ControlAPI(token: token, version: assayVersion), token: token, isMade: given == nil)
    }

    /// Whether nobody but this machine can reach the server.
    private var isLocal: Bool {
        let host = command.listening.host
        return host == "localhost" || host == "::1" || host.hasPrefix("127.")
    }

    // MARK: the given state

    private func configuration(_ given: GivenState?) throws(CommandFailure) -> FakeConfiguration {
        do throws(TargetUnavailable) {
            return try FakeConfiguration(
                region: command.state.region, given: given,
                secondsSince1970: surroundings.clock.secondsSince1970())
        } catch {
            throw CommandFailure(.usage, error.reason)
        }
    }

    private func given() throws(CommandFailure) -> GivenState? {
        guard let file = command.state.given else { return nil }
        let text: String
        switch ScenarioLibrary.text(of: file, in: surroundings.currentFolder) {
        case .success(let found): text = found
        case .failure(let failure): throw CommandFailure(.usage, "--given: \(file): \(failure.reason)")
        }
        let part = PartReader(file: file).given(text)
        let isColored = command.console.color.isColored(
            isTerminal: surroundings.console.isTerminal, environment: surroundings.environment)
        surroundings.console.writeMessage(
            DiagnosticRenderer(sources: [file: text], color: isColored).render(part.diagnostics))
        guard let given = part.value else {
            throw CommandFailure(.invalidScenario, "--given: the state cannot be read; nothing was served")
        }
        do throws(EvaluationError) {
            return try GivenState(given, account: Self.account, in: variables())
        } catch {
            throw CommandFailure(.usage, "--given: \(file): \(error)")
        }
    }

    /// What the built-in values in a given state are.
    private func variables() -> Variables {
        let region = command.state.region
        let clock = surroundings.clock
        let environment = surroundings.environment
        let unique = UUID().uuidString.lowercased().filter { $0 != "-" }.prefix(16)
        return Variables(
            Variables.Sources(
                unique: String(unique), partner: "example.com", account: Self.account, region: region,
                partition: Partition.containing(region).name,
                uuid: { UUID().uuidString.lowercased() },
                now: { CalendarText.moment(clock.secondsSince1970()) }, environment: { environment[$0] }))
    }
}
