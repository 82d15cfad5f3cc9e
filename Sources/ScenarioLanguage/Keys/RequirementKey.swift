/// The keys of a requirement in the catalogue.
enum RequirementKey: String, LanguageKey {
    case id, level, actor, text, source, certainty, verify, reason

    static let subject = "a requirement"
    static let verifications = ["automatic", "attested", "not-tested"]

    var rule: KeyRule {
        switch self {
        case .id: .required(.text, "as CPES-ERR-001; never used again")
        case .level: .required(.words(of: Requirement.Level.self), "how binding it is")
        case .actor: .required(.words(of: Requirement.Actor.self), "who has to see to it")
        case .text: .required(.text, "the requirement in our own words")
        case .source: .required(.mapping(RequirementSourceKey.self), "where it is from")
        case .certainty: .required(.words(of: Requirement.Certainty.self), "how sure we are")
        case .verify: .required(.word(Self.verifications), "how it is checked")
        case .reason: .optional(.text, "why it is not tested")
        }
    }
}

/// The keys of a requirement's source.
enum RequirementSourceKey: String, LanguageKey {
    case title, uri

    static let subject = "a source"

    var rule: KeyRule {
        switch self {
        case .title: .optional(.text, "the title of the document")
        case .uri: .optional(.text, "its address")
        }
    }
}
