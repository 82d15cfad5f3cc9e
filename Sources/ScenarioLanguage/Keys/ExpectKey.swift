import AWSWire

/// The keys of `expect`.
enum ExpectKey: String, LanguageKey {
    case response, exactly, error, failure, status, headers, body, within
    case anyOf = "any-of"
    case answers, wire, state, needs, record, requirement

    static let subject = "an expectation"

    var rule: KeyRule {
        switch self {
        case .response: OutcomeKey.response.rule
        case .exactly: OutcomeKey.exactly.rule
        case .error: OutcomeKey.error.rule
        case .failure: OutcomeKey.failure.rule
        case .status: OutcomeKey.status.rule
        case .headers: OutcomeKey.headers.rule
        case .body: OutcomeKey.body.rule
        case .within: .optional(.duration, "the longest that the answer may take")
        case .anyOf: .optional(.list(.mapping(OutcomeKey.self)), "outcomes, one of which must hold")
        case .answers: .optional(.list(.mapping(AnswerKey.self)), "outcomes with counts, for together")
        case .wire: .optional(.mapping(WireKey.self), "what the target received")
        case .state: .optional(.mapping(StateKey.self), "what the target holds afterwards")
        case .needs:
            .optional(
                .either([
                    .word([NeededFacts.nothing] + WireFact.allCases.map(\.rawValue)),
                    .list(.words(of: WireFact.self)),
                ]), "what must have happened on the wire for the answer to prove anything")
        case .record:
            .optional(
                .named(.either([.recordedValue, .mapping(OutcomeKey.self)])),
                "values or outcomes that are written down under a name and change no verdict")
        case .requirement: OutcomeKey.requirement.rule
        }
    }

    /// The key of a single outcome that this is.
    var outcome: OutcomeKey? { OutcomeKey(rawValue: rawValue) }
}

/// The keys of one outcome, in `any-of`.
enum OutcomeKey: String, LanguageKey {
    case response, exactly, error, failure, status, headers, body, requirement

    static let subject = "an outcome"

    var rule: KeyRule {
        switch self {
        case .response: .optional(.matcher, "a success whose members match")
        case .exactly: .optional(.flag, "whether the response may have no other members")
        case .error:
            .optional(
                .either([.word(ErrorModel.all.map(\.name)), .mapping(ErrorKey.self)]), "a service error")
        case .failure:
            .optional(
                .either([.words(of: FailureKind.self), .list(.words(of: FailureKind.self))]),
                "no readable answer")
        case .status: .optional(.plainMatcher, "the HTTP status")
        case .headers: .optional(.named(.plainMatcher), "headers of the answer, by name")
        case .body: .optional(.plainMatcher, "the body's text")
        case .requirement: .optional(.text, "the requirement that a mismatch here breaks")
        }
    }
}

/// The keys of one entry of `answers`.
enum AnswerKey: String, LanguageKey {
    case count, response, exactly, error, failure, status, headers, body, requirement

    static let subject = "an entry of answers"

    var rule: KeyRule {
        outcome?.rule ?? .required(.count, "how many answers must be so")
    }

    var outcome: OutcomeKey? { OutcomeKey(rawValue: rawValue) }
}

/// The keys of `error`.
enum ErrorKey: String, LanguageKey {
    case code, message, status, namespace, violations

    static let subject = "an error"

    var rule: KeyRule {
        switch self {
        case .code: .optional(.plainMatcher, "the error's name")
        case .message: .optional(.plainMatcher, "the message")
        case .status: .optional(.plainMatcher, "the HTTP status")
        case .namespace: .optional(.plainMatcher, "what stood before # in the name")
        case .violations:
            .optional(
                .named(.list(.words(of: Constraint.Kind.self))),
                "exactly these constraints are reported: member to list of constraints")
        }
    }
}

/// The keys of bounds on a number of things.
enum CountKey: String, LanguageKey {
    case atLeast = "at-least"
    case atMost = "at-most"

    static let subject = "a count"

    var rule: KeyRule {
        switch self {
        case .atLeast: .optional(.integer(0...1_000_000_000), "the smallest number")
        case .atMost: .optional(.integer(0...1_000_000_000), "the greatest number")
        }
    }
}

/// The keys of bounds on a pause.
enum GapKey: String, LanguageKey {
    case atLeast = "at-least"
    case atMost = "at-most"

    static let subject = "a gap"

    var rule: KeyRule {
        switch self {
        case .atLeast: .optional(.duration, "the shortest pause")
        case .atMost: .optional(.duration, "the longest pause")
        }
    }
}

/// The keys of `wire`.
enum WireKey: String, LanguageKey {
    case attempts, operations, method, path, target, signed
    case signedHeaders = "signed-headers"
    case scope, headers, body
    case bodyText = "body-text"
    case same, changes, gaps
    case whereWitnessed = "where-witnessed"
    case requirement

    static let subject = "a wire expectation"

    var rule: KeyRule {
        switch self {
        case .attempts: .optional(.count, "how many requests arrived")
        case .operations:
            .optional(
                .list(.word(OperationModel.all.map(\.name)), isEmptyAllowed: true),
                "exactly these operations, in this order")
        case .method: .optional(.plainMatcher, "the method")
        case .path: .optional(.plainMatcher, "the path with its query")
        case .target: .optional(.plainMatcher, "the header X-Amz-Target")
        case .signed:
            .optional(.words(of: WireExpectation.Signature.self), "what the target found of the signature")
        case .signedHeaders: .optional(.matcher, "the list of signed header names, in lower case")
        case .scope: .optional(.mapping(ScopeKey.self), "the credential scope")
        case .headers: .optional(.named(.plainMatcher), "headers of the request, by name")
        case .body: .optional(.matcher, "the body as JSON")
        case .bodyText: .optional(.plainMatcher, "the body as text")
        case .same: .optional(.list(.text), "body, path or header names: alike in all attempts")
        case .changes: .optional(.list(.text), "header names: different in each attempt")
        case .gaps: .optional(.list(.mapping(GapKey.self)), "the pauses between attempts")
        case .whereWitnessed:
            .optional(.flag, "whether a target without a journal leaves out this check alone")
        case .requirement: OutcomeKey.requirement.rule
        }
    }
}

/// The keys of a credential scope.
enum ScopeKey: String, LanguageKey {
    case region, service

    static let subject = "a scope"

    var rule: KeyRule {
        switch self {
        case .region: .optional(.plainMatcher, "the region in the credential scope")
        case .service: .optional(.plainMatcher, "the service in the credential scope")
        }
    }
}

/// The keys of `state`.
enum StateKey: String, LanguageKey {
    case sources, count
    case whereWitnessed = "where-witnessed"
    case requirement

    static let subject = "a state expectation"

    var rule: KeyRule {
        switch self {
        case .sources:
            .optional(.list(.mapping(StateSourceKey.self)), "sources that must, or must not, be there")
        case .count: .optional(.plainMatcher, "the number of sources")
        case .whereWitnessed:
            .optional(.flag, "whether a target that does not show its state leaves out this check")
        case .requirement: OutcomeKey.requirement.rule
        }
    }
}

/// The keys of a source that is expected.
enum StateSourceKey: String, LanguageKey {
    case name, account, state, arn, bus, events, absent

    static let subject = "an expected source"

    var rule: KeyRule {
        switch self {
        case .name: .optional(.plainMatcher, "its name")
        case .account: .optional(.plainMatcher, "the customer's account")
        case .state: .optional(.plainMatcher, "PENDING, ACTIVE or DELETED")
        case .arn: .optional(.plainMatcher, "its ARN")
        case .bus: .optional(.plainMatcher, "whether its customer has a bus for it: true or false")
        case .events: .optional(.plainMatcher, "the number of events that reached the bus")
        case .absent: .optional(.flag, "no such source must be there")
        }
    }
}
