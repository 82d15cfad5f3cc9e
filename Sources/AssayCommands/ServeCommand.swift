import ArgumentParser

/// `assay serve`: the fake alone, until somebody stops it.
struct ServeCommand: ParsableCommand, AssayAction {
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract: "Serve the fake alone, for clients in any language.",
        discussion: """
            Prints one line of JSON on standard output when it is ready, then a line on standard error for each request.

              assay serve --port 4010                         on a port of your choice
              assay serve --given state.yaml                  with sources, faults and whatever 'given' has
              assay serve --tls --ca-file ca.pem              AWS_CA_BUNDLE=ca.pem makes clients trust it

            The control API, below /__assay, is described by 'assay schema control-api'. Where others than this machine can \
            reach the server it is off unless --control says otherwise.

            SIGINT and SIGTERM end it: answers that are on their way are finished, and the status is 0. A second signal \
            ends it at once.
            """)

    @OptionGroup(title: "Listening") var listening: ServeListeningOptions
    @OptionGroup(title: "State") var state: ServeStateOptions
    @OptionGroup(title: "Control API") var control: ServeControlOptions
    @OptionGroup(title: "Request log") var log: ServeLogOptions
    @OptionGroup(title: "Console") var console: ConsoleOptions

    /// Being stopped is how serving ends.
    var endsBySignal: Bool { true }

    func carryOut(in surroundings: Surroundings) async throws(CommandFailure) -> ExitStatus {
        try await ServeAction(self, in: surroundings).carryOut()
    }
}

/// Where the fake listens, and how that is told.
struct ServeListeningOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The port to listen on; 0 for a free one.", valueName: "number"))
    var port: UInt16 = 0

    @Option(
        help: ArgumentHelp("The address to listen on; this machine alone unless told.", valueName: "address"))
    var host = "127.0.0.1"

    @Flag(
        name: .customLong("tls"),
        help: "Speak TLS, with a certificate for localhost made at the start.")
    var hasTLS = false

    @Option(
        name: .customLong("ca-file"),
        help: ArgumentHelp(
            "With --tls: write the authority that signed the certificate here, as PEM.", valueName: "file"))
    var authorityFile: String?

    @Option(
        name: .customLong("port-file"),
        help: ArgumentHelp("Write the port into this file once it listens.", valueName: "file"))
    var portFile: String?

    func validate() throws {
        if authorityFile != nil, !hasTLS { throw ValidationError("--ca-file belongs to --tls") }
    }
}

/// What the fake starts with.
struct ServeStateOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The region that signatures must be scoped to.", valueName: "region"))
    var region = "us-east-1"

    @Option(
        help: ArgumentHelp(
            "A YAML or JSON file with the keys of a scenario's 'given'.", valueName: "file"))
    var given: String?
}

/// Whether and to whom the control API answers.
struct ServeControlOptions: ParsableArguments {
    @Flag(
        inversion: .prefixedNo,
        help: "Answer the control API; else only where the address is one of this machine alone.")
    var control: Bool?

    @Option(
        name: .customLong("control-token"),
        help: ArgumentHelp(
            "What requests to the control API must show; else ASSAY_CONTROL_TOKEN, or one that is made and told.",
            valueName: "text"))
    var token: String?

    func validate() throws {
        if let token, !Self.isGood(token) {
            throw ValidationError("--control-token takes 1 to 256 visible ASCII characters")
        }
        if token != nil, control == false {
            throw ValidationError("--control-token and --no-control exclude each other")
        }
    }

    /// Whether a text can stand in a header as it is.
    static func isGood(_ token: String) -> Bool {
        (1...256).contains(token.utf8.count) && token.utf8.allSatisfy { (0x21...0x7E).contains($0) }
    }
}

/// What is told about each request.
struct ServeLogOptions: ParsableArguments {
    @Flag(help: "Tell nothing about requests.")
    var quiet = false

    @Flag(help: "One line a request, without the evidence under what was refused.")
    var brief = false
}
