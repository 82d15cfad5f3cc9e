import AWSWire

/// The keys of a scenario file.
enum ScenarioKey: String, LanguageKey {
    case assay, scenario, description, requirements, tags, callers, context, vars, given, cases, steps
    case finally, timeout, skip
    case knownFailure = "known-failure"

    static let subject = "a scenario"
    static let version = 1

    var rule: KeyRule {
        switch self {
        case .assay: .required(.integer(Self.version...Self.version), "the version of the language")
        case .scenario: .required(.text, "the title; give each file its own")
        case .description: .optional(.text, "what it is for")
        case .requirements: .optional(.list(.text), "ids of the requirements that it defends")
        case .tags: .optional(.list(.text), "words to select by")
        case .callers:
            .optional(.list(.words(of: CallerKind.self)), "who may make the calls; both unless said")
        case .context: .optional(.mapping(ContextKey.self), "what every caller obeys")
        case .vars: .optional(.given(.anything), "variables")
        case .given: .optional(.mapping(GivenKey.self), "the state that the fake is put in first")
        case .cases: .optional(.list(.mapping(RowKey.self)), "a table: one case for each row")
        case .steps: .required(.list(Self.step), "the calls, one after another")
        case .finally: .optional(.list(Self.step), "steps that are always carried out at the end")
        case .timeout: .optional(.duration, "the longest that one case may take")
        case .skip: .optional(.text, "why nothing here is to be run")
        case .knownFailure: .optional(.mapping(KnownFailureKey.self), "how this fails today")
        }
    }

    static var step: ValueShape { .step }
}

/// The keys of a file of shared steps.
enum FragmentKey: String, LanguageKey {
    case assay, fragment, description, vars, steps

    static let subject = "a fragment"

    var rule: KeyRule {
        switch self {
        case .assay: ScenarioKey.assay.rule
        case .fragment: .required(.text, "the title of steps that other files include")
        case .description: .optional(.text, "what it is for")
        case .vars: .optional(.given(.anything), "variables, where the including file says nothing else")
        case .steps: .required(.list(ScenarioKey.step), "the calls, one after another")
        }
    }
}

/// The keys of a table's row that are no variables.
enum RowKey: String, LanguageKey {
    case label = "case"
    case requirements, tags, skip
    case knownFailure = "known-failure"

    static let subject = "a row"

    var rule: KeyRule {
        switch self {
        case .label: .required(.scalar, "the row's label, unique in the table")
        case .requirements: .optional(.list(.text), "more requirements that this row defends")
        case .tags: .optional(.list(.text), "more words to select by")
        case .skip: .optional(.text, "why this row is not to be run")
        case .knownFailure: .optional(.mapping(KnownFailureKey.self), "how this row fails today")
        }
    }
}

/// The keys of `context`.
enum ContextKey: String, LanguageKey {
    case region
    case sessionToken = "session-token"
    case retryMode = "retry-mode"
    case maxAttempts = "max-attempts"
    case timeout

    static let subject = "the context"

    var rule: KeyRule {
        switch self {
        case .region: .optional(.text, "the region that is called")
        case .sessionToken: .optional(.flag, "whether the credential has a session token")
        case .retryMode: .optional(.words(of: CallContext.RetryMode.self), "how a client repeats calls")
        case .maxAttempts: .optional(.integer(1...100), "how often a client tries, the first time included")
        case .timeout: .optional(.duration, "how long a client waits for an answer")
        }
    }
}

/// The keys of `known-failure`.
enum KnownFailureKey: String, LanguageKey {
    case message, issue, expires

    static let subject = "a known failure"

    var rule: KeyRule {
        switch self {
        case .message: .required(.text, "what the failure's message has in it")
        case .issue: .optional(.text, "where it is tracked")
        case .expires: .optional(.pattern(#"^\d{4}-\d{2}-\d{2}$"#), "the last day it holds, as 2027-03-31")
        }
    }
}
