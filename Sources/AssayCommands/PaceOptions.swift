import ArgumentParser

/// How a run goes about its cases.
struct PaceOptions: ParsableArguments {
    @Option(
        name: .customLong("jobs"),
        help: ArgumentHelp(
            "How many cases run at the same time; else what suits the target.", valueName: "number"))
    var jobs: Int?

    @Option(
        name: .customLong("timeout"),
        help: ArgumentHelp(
            "How long a call may take where its step does not say, such as 250ms, 10s or 2m.",
            valueName: "duration"))
    var timeout: DurationArgument = DurationArgument(.seconds(30))

    @Option(
        name: .customLong("case-timeout"),
        help: ArgumentHelp("How long a case may take where it does not say.", valueName: "duration"))
    var caseTimeout: DurationArgument = DurationArgument(.seconds(120))

    @Flag(name: .customLong("fail-fast"), help: "Start no further case after the first failed one.")
    var failsFast = false

    @Flag(name: .customLong("shuffle"), help: "Run the cases in a random order; the reports keep theirs.")
    var isShuffled = false

    @Option(
        name: .customLong("seed"),
        help: ArgumentHelp(
            "What random choices start from; the summary of every run tells its own.", valueName: "number"))
    var seed: UInt64?

    @Option(
        name: .customLong("unique-prefix"),
        help: ArgumentHelp(
            "With --seed: what ${unique} begins with, so that it is the same in every such run.",
            discussion: "Up to six lower-case letters and digits.", valueName: "text"))
    var uniquePrefix: String?

    @Option(
        name: .customLong("shard"),
        help: ArgumentHelp(
            "Run one part of the cases, such as 2/5, or auto for the part that the CI service assigned.",
            valueName: "i/n|auto"))
    var shard: ShardChoice?

    @Flag(
        name: .customLong("rerun-failed"),
        help: "Only the cases that did not pass in the last run, as the run log (--log) tells it.")
    var repeatsFailed = false

    @Flag(name: .customLong("fail-on-skipped"), help: "End with status 5 when any case was skipped.")
    var failsOnSkipped = false

    func validate() throws {
        if let jobs, !(1...1024).contains(jobs) {
            throw ValidationError("--jobs takes a number from 1 to 1024")
        }
        if let uniquePrefix {
            let isPlain = uniquePrefix.utf8.allSatisfy { (97...122).contains($0) || (48...57).contains($0) }
            guard isPlain, (1...6).contains(uniquePrefix.utf8.count) else {
                throw ValidationError("--unique-prefix takes up to six lower-case letters and digits")
            }
            guard seed != nil else { throw ValidationError("--unique-prefix needs --seed") }
        }
        if timeout.duration <= .zero { throw ValidationError("--timeout must be longer than nothing") }
        if caseTimeout.duration <= .zero {
            throw ValidationError("--case-timeout must be longer than nothing")
        }
    }
}

/// A part of the cases, given or to be asked of the CI service.
enum ShardChoice: Hashable, Sendable, ExpressibleByArgument {
    case given(ShardArgument)
    case assigned

    init?(argument: String) {
        if argument == "auto" {
            self = .assigned
        } else if let shard = ShardArgument(argument: argument) {
            self = .given(shard)
        } else {
            return nil
        }
    }
}

/// A duration with its unit, as scenario files write it.
struct DurationArgument: Hashable, Sendable, ExpressibleByArgument {
    let duration: Duration

    init(_ duration: Duration) {
        self.duration = duration
    }

    init?(argument: String) {
        let digits = argument.prefix { $0.isASCII && $0.isNumber }
        guard !digits.isEmpty, digits.utf8.count <= 9, let number = Int64(digits) else { return nil }
        switch argument[digits.endIndex...] {
        case "ms": duration = .milliseconds(number)
        case "s": duration = .seconds(number)
        case "m": duration = .seconds(number * 60)
        case "h": duration = .seconds(number * 3600)
        case "d": duration = .seconds(number * 86400)
        default: return nil
        }
    }

    var defaultValueDescription: String { "\(duration.components.seconds)s" }
}
