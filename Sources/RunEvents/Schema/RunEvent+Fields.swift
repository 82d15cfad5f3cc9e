extension RunEvent.Kind {
    /// What the event tells, in one sentence.
    var meaning: String {
        switch self {
        case .runStarted: "What the run is; the first line."
        case .casePlanned: "A case of the plan; all of them stand in order before anything runs."
        case .caseStarted: "A case begins."
        case .step: "One attempt at one step is over."
        case .exchange: "What went over the wire for one call; secrets, tokens and signatures are replaced."
        case .check: "One expectation was looked at."
        case .caseFinished: "A case ends. A planned case without this line was ended by the end of the run."
        case .runFinished: "The run ends; the last line. Without it the run was killed."
        }
    }

    /// The members of the event's line after `event`.
    var fields: [RunLogField] {
        switch self {
        case .runStarted: RunLogFields.runStarted
        case .casePlanned: RunLogFields.casePlanned
        case .caseStarted:
            [RunLogFields.caseIndex, .required("offset", .seconds, "The time since the run's start.")]
        case .step: RunLogFields.step
        case .exchange: RunLogFields.exchange
        case .check: RunLogFields.check
        case .caseFinished: RunLogFields.caseFinished
        case .runFinished: RunLogFields.runFinished
        }
    }
}

private enum RunLogFields {
    static let caseIndex = RunLogField.required("case", .integer(from: 0), "The case's place in the plan.")
    static let stepNumber = RunLogField.required("step", .integer(from: 1), "The step's place in the case.")
    static let attempt = RunLogField.required(
        "attempt", .integer(from: 1), "More than one where a step retries.")

    static let runStarted: [RunLogField] = [
        .required("format", .integer(from: 1), "The format of the run log."),
        .required("assay", .text, "The version of Assay that wrote it."),
        .required("started", .text, "When the run started, ISO 8601 in UTC."),
        .required("target", .text, "Who answered: fake, or a URL."),
        .required("caller", .text, "Who called: own, or a client's command."),
        .optional("region", .text, "The region that was called."),
        .optional("seed", .integer(from: 0), "What random choices were made from."),
        .required("plan-digest", .text, "Alike for equal plans."),
        .required("jobs", .integer(from: 0), "How many cases could run at the same time."),
        .optional("shard", .text, "The part of the plan that this run carried out, such as 2/5."),
        .optional("host", .text, "The name of the machine."),
        .required("cases", .integer(from: 0), "How many cases were planned."),
    ]

    static let casePlanned: [RunLogField] = [
        caseIndex,
        .required("file", .text, "The scenario file."),
        .required("line", .integer(from: 1), "The line of the case in its file."),
        .required("column", .integer(from: 1), "The column of the case in its line."),
        .required("scenario", .text, "The scenario's title."),
        .optional("label", .text, "The label of the table's row."),
        .optional("requirements", .list(.text), "The requirements that the case is tied to."),
        .optional("tags", .list(.text), "The case's tags."),
        .optional("description", .text, "What the scenario says about itself."),
    ]

    static let step: [RunLogField] = [
        caseIndex, stepNumber,
        .optional("name", .text, "The step's name."),
        .required("operation", .text, "The operation that was called, or send."),
        attempt,
        .required("seconds", .seconds, "How long it took."),
        .required("result", .text, "success, an error's name or the kind of a failure."),
    ]

    static let exchange: [RunLogField] = [
        caseIndex, stepNumber, attempt,
        .required("call", .integer(from: 1), "The place among calls that were made together."),
        .optional(
            "sending", .integer(from: 1),
            "The place among the requests of a call that the client repeats by itself; 1 unless it is there."),
        .optional("request", .bytes, "The request, head and body."),
        .optional("response", .bytes, "The answer, head and body, as far as it came."),
        .optional(
            "failure",
            .object([
                .required("kind", .text, "The kind of failure."),
                .required("message", .text, "What happened."),
            ]), "Why there is no whole answer."),
        .optional("verification", .text, "What the fake's verifier said: valid, or the code of its refusal."),
    ]

    static let check: [RunLogField] = [
        caseIndex, stepNumber,
        .required("kind", .text, "What was compared: response, error, status, …"),
        .optional("requirement", .text, "The requirement that the expectation stands for."),
        .required("place", .text, "The expectation's place, file:line:column."),
        .required("result", .word(CheckRecord.Result.allCases.map(\.rawValue)), "What came of it."),
        .required("witness", .word(CheckRecord.Witness.allCases.map(\.rawValue)), "Who testified."),
        .optional("needs", .list(.text), "What must have happened on the wire for it to prove anything."),
        .optional("message", .text, "More about it."),
    ]

    static let caseFinished: [RunLogField] = [
        caseIndex,
        .required("verdict", .word(Verdict.allCases.map(\.rawValue)), "The judgement."),
        .optional("known-failure", .flag, "The case failed as it was known to."),
        .required("seconds", .seconds, "How long the case took."),
        .optional("reason", .text, "Why it was skipped or not judged, or what is known about its failure."),
        .optional(
            "problems",
            .list(
                .object([
                    .required("kind", .text, "What was compared."),
                    .required("message", .text, "The problem in one line."),
                    .required("place", .text, "The expectation's place, file:line:column."),
                    .optional("requirement", .text, "The requirement that is broken."),
                    .required("text", .text, "All that a person needs, as text."),
                ])), "What is wrong."),
        .optional("warnings", .list(.text), "What should be otherwise but breaks no contract."),
        .optional("observations", .list(.text), "What a scenario asked to be written down."),
    ]

    static let runFinished: [RunLogField] = [
        .required("seconds", .seconds, "How long the run took."),
        .optional("interrupted-by", .text, "What ended the run before all cases ran."),
        .required("passed", .integer(from: 0), "How many cases passed."),
        .required("failed", .integer(from: 0), "How many broke the contract."),
        .required("inconclusive", .integer(from: 0), "How many could not be judged."),
        .required("skipped", .integer(from: 0), "How many did not apply here."),
        .required("known-failures", .integer(from: 0), "How many failed as they were known to."),
    ]
}
