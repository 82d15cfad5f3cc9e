import AWSWire

/// The keys of `given`.
enum GivenKey: String, LanguageKey {
    case sources, quota, disabled, clock
    case clockSkew = "clock-skew"
    case credentials, faults, policies, accounts, regions, tls

    static let subject = "a given state"

    var rule: KeyRule {
        switch self {
        case .sources:
            .optional(
                .list(.mapping(GivenSourceKey.self), isEmptyAllowed: true), "sources that exist already")
        case .quota: .optional(.integer(0...1_000_000), "how many sources may exist")
        case .disabled: .optional(.flag, "whether the operation is disabled in this region")
        case .clock:
            .optional(
                .either([.offset, .pattern(#"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$"#)]),
                "the time that the lifecycle starts at, or an offset")
        case .clockSkew: .optional(.offset, "how far the target's clock is off")
        case .credentials:
            .optional(.list(.mapping(GivenCredentialKey.self)), "credentials to be named by as")
        case .faults: .optional(.list(.mapping(FaultKey.self)), "what the fake does wrong")
        case .policies: .optional(.policies, "choices where the contract is open")
        case .accounts:
            .optional(
                .list(.mapping(GivenAccountKey.self)), "accounts beside the case's own, to be named by as")
        case .regions: .optional(.list(.text), "the regions that are served")
        case .tls:
            .optional(.words(of: GivenTLS.self), "the target speaks TLS, and shows such a certificate")
        }
    }
}

/// The keys of a source that exists already.
enum GivenSourceKey: String, LanguageKey {
    case name, account, state, bus, region

    static let subject = "a given source"

    var rule: KeyRule {
        switch self {
        case .name: .required(.text, "the source's name")
        case .account: .optional(.scalar, "the customer's account")
        case .state: .optional(.words(of: GivenSource.State.self), "its state; PENDING unless said")
        case .bus: .optional(.flag, "whether its customer has a bus for it; as the state says unless said")
        case .region: .optional(.text, "where it is; the case's region unless said")
        }
    }
}

/// The keys of a credential.
enum GivenCredentialKey: String, LanguageKey {
    case name, kind
    case accessKey = "access-key"
    case account

    static let subject = "a credential"

    var rule: KeyRule {
        switch self {
        case .name: .required(.text, "what steps call it")
        case .kind: .optional(.words(of: GivenCredential.Kind.self), "permanent unless said")
        case .accessKey: .optional(.scalar, "its access key id; made up unless said")
        case .account: .optional(.scalar, "the account that it belongs to")
        }
    }
}

/// The keys of an account.
enum GivenAccountKey: String, LanguageKey {
    case name, account, partner

    static let subject = "an account"

    var rule: KeyRule {
        switch self {
        case .name: .required(.text, "what steps call it")
        case .account: .required(.scalar, "its number, twelve digits")
        case .partner: .optional(.text, "the domain that it is registered with as a partner")
        }
    }
}

/// The keys of a fault.
enum FaultKey: String, LanguageKey {
    case on, name, key, times, after, every, probability, seed, ttl, window, label, sequence
    case action = "do"
    case answer

    static let subject = "a fault"

    var rule: KeyRule {
        switch self {
        case .on: .optional(.word(OperationModel.all.map(\.name)), "the operation that it meets")
        case .name: .optional(.matcher, "a condition on the source's name")
        case .key: .optional(.scalar, "the credential or access key that signed the request")
        case .times: .optional(.integer(1...1_000_000), "how often it happens")
        case .after: .optional(.integer(0...1_000_000), "how many requests are let pass first")
        case .every: .optional(.integer(1...1_000_000), "each how many-th request it meets")
        case .probability: .optional(.number(0...1), "the chance that it happens; needs a seed")
        case .seed: .optional(.integer(0...Int.max), "what chance is drawn from")
        case .ttl: .optional(.duration, "how long it stays armed")
        case .window: .optional(.mapping(FaultWindowKey.self), "when it happens, from when it was armed on")
        case .label: .optional(.text, "a name for reports")
        case .sequence:
            .optional(
                .list(.mapping(FaultElementKey.self)), "one element for each request; then all is normal")
        case .action: FaultElementKey.action.rule
        case .answer: FaultElementKey.answer.rule
        }
    }

    /// Whether it looks into requests, so that a fault of the connection cannot have it.
    var looksIntoRequests: Bool {
        switch self {
        case .on, .name, .key: true
        case .times, .after, .every, .probability, .seed, .ttl, .window, .sequence, .label, .action, .answer:
            false
        }
    }

    /// Whether it says when it happens, or how often.
    var isSchedule: Bool {
        switch self {
        case .times, .after, .every, .probability, .seed, .ttl, .window, .sequence: true
        case .on, .name, .key, .label, .action, .answer: false
        }
    }
}

/// The keys of a fault's `window`.
enum FaultWindowKey: String, LanguageKey {
    case from, to

    static let subject = "a window of time"

    var rule: KeyRule {
        switch self {
        case .from: .optional(.duration, "when it begins; at once unless said")
        case .to: .optional(.duration, "when it ends; never unless said")
        }
    }
}

/// The keys of an element of a fault's `sequence`; none of them answers normally.
enum FaultElementKey: String, LanguageKey {
    case action = "do"
    case answer

    static let subject = "an element of a sequence"

    var rule: KeyRule {
        switch self {
        case .action: .optional(.faultActions, "what it does: a name of the catalogue and its fields")
        case .answer: .optional(.word(ErrorModel.all.map(\.name)), "short for an error of that name")
        }
    }
}
