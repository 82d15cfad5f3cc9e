import AssayCommands
import ScenarioRunner
import Synchronization

/// Carries out command lines in a folder of their own, and keeps what they say.
final class CommandBench: Sendable {
    private let texts = Mutex<[Console.Stream: String]>([:])
    private let breaking: Console.Stream?

    /// - Parameter breaking: the stream that nobody reads any more.
    init(breaking: Console.Stream? = nil) {
        self.breaking = breaking
    }

    /// What stands on standard output.
    var data: String { texts.withLock { $0[.data] ?? "" } }
    /// What stands on standard error.
    var messages: String { texts.withLock { $0[.messages] ?? "" } }

    func run(
        _ arguments: String..., in folder: String, environment: [String: String] = [:],
        stop: StopSignal = StopSignal()
    ) async -> AssayCommands.ExitStatus {
        await run(arguments, in: folder, environment: environment, stop: stop)
    }

    func run(
        _ arguments: [String], in folder: String, environment: [String: String] = [:],
        stop: StopSignal = StopSignal()
    ) async -> AssayCommands.ExitStatus {
        let breaking = breaking
        let console = Console(isTerminal: false, columns: 80) { stream, bytes in
            if stream == breaking { return "the stream cannot be written" }
            self.texts.withLock { $0[stream, default: ""] += String(decoding: bytes, as: UTF8.self) }
            return nil
        }
        var environment = environment
        environment["HOME"] = environment["HOME"] ?? folder
        return await carryOut(
            in: Surroundings(
                arguments: arguments, environment: environment, currentFolder: folder, console: console,
                clock: .ofMachine(), stop: stop))
    }
}

/// A scenario of one create that passes against the fake, or fails where it is to.
func oneCreate(title: String = "One create", expect: String = "response: {}", tags: String = "create")
    -> String
{
    """
    assay: 1
    scenario: \(title)
    tags: [\(tags)]
    steps:
      - call: CreatePartnerEventSource
        input: { Name: "aws.partner/${partner}/${unique}", Account: "${account}" }
        expect: { \(expect) }

    """
}
