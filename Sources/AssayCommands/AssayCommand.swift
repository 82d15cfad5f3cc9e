import ArgumentParser
import ScenarioRunner

/// The whole program: its commands, and what they have in common.
struct AssayCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "assay",
        abstract: "Contract tests for Amazon EventBridge's CreatePartnerEventSource.",
        discussion: """
            'assay run' carries out the scenarios in the folder Scenarios against an embedded fake of the service and \
            writes Reports/junit.xml and Reports/run.jsonl. With --target URL the same files run against an endpoint.

            Summaries and complaints go to standard error, data to standard output.

            Exit statuses:
            \(ExitStatus.table)
            """,
        version: assayVersion,
        subcommands: [
            RunCommand.self, CheckCommand.self, ListCommand.self, ServeCommand.self, ReportCommand.self,
            SchemaCommand.self, CleanupCommand.self, DoctorCommand.self,
        ])
}

/// The version that reports carry.
package let assayVersion = "0.1.0"

/// A command that can be carried out; what it needs of the world is lent to it.
protocol AssayAction: ParsableCommand {
    /// Whether a signal is how the command ends, and not what interrupts it.
    var endsBySignal: Bool { get }
    /// Whether a command after `--` is its client under test.
    var takesClient: Bool { get }

    func carryOut(in surroundings: Surroundings) async throws(CommandFailure) -> ExitStatus
}

extension AssayAction {
    var endsBySignal: Bool { false }
    var takesClient: Bool { false }
}

/// Why a command could not do its work: the status and what to tell.
struct CommandFailure: Error, Hashable, Sendable {
    let status: ExitStatus
    /// What happened and what would help, without `error:` before it.
    let message: String

    init(_ status: ExitStatus, _ message: String) {
        self.status = status
        self.message = message
    }
}

/// Carries out one command line and tells the status that the process should end with.
package func carryOut(in surroundings: Surroundings) async -> ExitStatus {
    let console = surroundings.console
    var status: ExitStatus
    var endsBySignal = false
    var surroundings = surroundings
    if let end = surroundings.arguments.firstIndex(of: "--") {
        // What follows is another program's command line, whatever stands in it.
        surroundings.client = Array(surroundings.arguments[(end + 1)...])
        surroundings.arguments = Array(surroundings.arguments[..<end])
    }
    if let complaint = AssayCommand.complaintAboutHelp(surroundings.arguments) {
        console.say("assay: error: \(complaint)")
        return .usage
    }
    do {
        let command = try AssayCommand.parseAsRoot(surroundings.arguments)
        if let action = command as? any AssayAction {
            if surroundings.client != nil, !action.takesClient {
                throw ValidationError(
                    "a client under test, a command after '--', belongs to 'assay run' and 'assay doctor'")
            }
            endsBySignal = action.endsBySignal
            status = await carryOut(action, in: surroundings)
        } else {
            // `assay` alone, or a help command: the parser knows what to show.
            var command = command
            try command.run()
            status = .passed
        }
    } catch {
        let text = AssayCommand.fullMessage(for: error)
        if AssayCommand.exitCode(for: error).isSuccess {
            console.writeData(text.hasSuffix("\n") ? text : text + "\n")
            status = .passed
        } else {
            // The parser's own codes (64 and others) mean one thing here.
            console.writeMessage(text.hasSuffix("\n") ? text : text + "\n")
            status = .usage
        }
    }
    if let trouble = console.brokenBecause {
        // The other stream may still be read.
        console.say("assay: error: \(trouble)")
        status = .first(of: [status, .worldFailed])
    }
    // Whatever a command came to: who interrupted it asks whether it was.
    if !endsBySignal, let ending = surroundings.stop.reason.flatMap(SignalEnding.init(rawValue:)) {
        status = .first(of: [status, ending.status])
    }
    return status
}

private func carryOut(_ action: any AssayAction, in surroundings: Surroundings) async -> ExitStatus {
    do {
        return try await action.carryOut(in: surroundings)
    } catch {
        surroundings.console.say("assay: error: \(error.message)")
        return error.status
    }
}
