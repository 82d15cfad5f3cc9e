/// Matchers as keys: an object with exactly one of them is a matcher.
extension MatcherName: LanguageKey {
    static let subject = "a matcher"

    var rule: KeyRule {
        switch self {
        case .equals: .optional(.anything, "is exactly this value")
        case .matches: .optional(.text, "is a text that the whole regular expression matches")
        case .startsWith: .optional(.scalar, "is a text that begins so")
        case .endsWith: .optional(.scalar, "is a text that ends so")
        case .contains: .optional(.matcher, "is a list with such an item, or a text with this in it")
        case .oneOf: .optional(.list(.matcher), "matches one of these")
        case .allOf: .optional(.list(.matcher), "matches all of these")
        case .not: .optional(.matcher, "is there and does not match")
        case .type: .optional(.words(of: ValueType.self), "is of this type")
        case .length: .optional(.count, "has so many characters, items or members")
        case .atLeast: .optional(.number(-1e300...1e300), "is a number not below this")
        case .atMost: .optional(.number(-1e300...1e300), "is a number not above this")
        case .absent: .optional(.flag, "is not there, or null")
        case .each: .optional(.matcher, "is a list whose items all match")
        case .arn: .optional(.either([.yes, .mapping(ARNMatcher.Part.self)]), "is an ARN with such parts")
        case .uuid: .optional(.yes, "is a UUID")
        }
    }
}

/// The parts of an ARN as keys.
extension ARNMatcher.Part: LanguageKey {
    static let subject = "an ARN"

    var rule: KeyRule { .optional(.matcher, "the ARN's \(rawValue)") }
}
