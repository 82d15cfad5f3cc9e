import ArgumentParser

/// Whether text for people is coloured.
enum ColorChoice: String, CaseIterable, Sendable, ExpressibleByArgument {
    case auto, always, never

    /// What the choice comes to on this terminal; `NO_COLOR` speaks only where nobody chose.
    func isColored(isTerminal: Bool, environment: [String: String]) -> Bool {
        switch self {
        case .always: true
        case .never: false
        case .auto:
            isTerminal && (environment["NO_COLOR"] ?? "").isEmpty && environment["TERM"] != "dumb"
        }
    }
}

/// How the console talks.
struct ConsoleOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Whether to colour the console.", valueName: "auto|always|never"))
    var color: ColorChoice = .auto
}
