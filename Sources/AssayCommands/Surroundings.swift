package import ScenarioRunner

/// Everything a command takes from the process it runs in, as a value that tests can make up.
package struct Surroundings: Sendable {
    /// The arguments after the program's name.
    package var arguments: [String]
    package var environment: [String: String]
    package var currentFolder: String
    package var console: Console
    package var clock: RunClock
    /// The command after `--`, a client under test; nil where there is no `--`.
    package var client: [String]?
    /// Tells the commands that somebody asked for the end.
    package var stop: StopSignal

    package init(
        arguments: [String], environment: [String: String], currentFolder: String, console: Console,
        clock: RunClock, stop: StopSignal
    ) {
        self.arguments = arguments
        self.environment = environment
        self.currentFolder = currentFolder
        self.console = console
        self.clock = clock
        self.stop = stop
    }

    /// An environment variable that is set to something.
    package func variable(_ name: String) -> String? {
        guard let value = environment[name], !value.isEmpty else { return nil }
        return value
    }
}
