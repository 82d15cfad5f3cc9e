import ArgumentParser

/// How a client under test, the command after `--`, is made to act and understood.
struct ClientOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "How the client after -- tells what came of its call; else found by its User-Agent.",
            discussion: """
                aws-cli, boto3, plain-arn, json-line (the native result), or a path to a file of your own \
                ('assay schema dialect' prints its form).
                """,
            valueName: "name|file"))
    var dialect: String?

    @Flag(
        name: .customLong("persistent"),
        help: "The client goes on running: it gets its calls as JSON Lines on standard input.")
    var isPersistent = false

    @Option(
        help: ArgumentHelp(
            "Instead of a command: a URL that makes a service act. It is posted each call, and answers with the result.",
            valueName: "URL"))
    var trigger: String?

    @Option(
        name: .customLong("pass-env"),
        help: ArgumentHelp(
            "A variable that the client gets from this environment, or NAME* for all that begin so; repeatable.",
            discussion:
                "Without: PATH, HOME, LANG and TMPDIR alone. AWS settings and proxies are never passed on.",
            valueName: "name"))
    var passed: [String] = []

    @Option(
        name: .customLong("start-up"),
        help: ArgumentHelp("How long the client may take to start, besides its call.", valueName: "duration"))
    var startUp: DurationArgument = DurationArgument(.seconds(10))

    func validate() throws {
        if isPersistent, trigger != nil {
            throw ValidationError("--persistent and --trigger exclude each other")
        }
        if let trigger, !trigger.hasPrefix("http://"), !trigger.hasPrefix("https://") {
            throw ValidationError("--trigger takes a URL that begins with http:// or https://")
        }
    }
}
