import JSONTree

extension Matcher {
    /// What is wanted, in words, with the values of this case.
    ///
    /// What cannot be filled in stands as it was written: a phrase is for people, and never fails.
    func phrase(in variables: Variables) -> String {
        switch self {
        case .equals(let template): (try? template.evaluate(in: variables)).map(Shown.value) ?? "a value"
        case .members(let members):
            members.isEmpty
                ? "an object"
                : "an object with "
                    + members.map { "\($0.name): \($0.node.matcher.phrase(in: variables))" }.joined(
                        separator: ", ")
        case .items(let items):
            items.isEmpty
                ? "an empty list"
                : "a list of \(items.count): " + Self.phrases(items, in: variables, separator: ", ")
        case .matches(let pattern):
            "a text that matches \((try? pattern.text(in: variables)) ?? pattern.template.source)"
        case .startsWith(let template): "a text that starts with \(Self.shown(template, in: variables))"
        case .endsWith(let template): "a text that ends with \(Self.shown(template, in: variables))"
        case .contains(let node): "something that contains \(node.matcher.phrase(in: variables))"
        case .oneOf(let nodes): "one of " + Self.phrases(nodes, in: variables, separator: ", ")
        case .allOf(let nodes): Self.phrases(nodes, in: variables, separator: " and ")
        case .not(let node):
            if case .absent = node.matcher { "a value" } else { "not \(node.matcher.phrase(in: variables))" }
        case .type(let type): "a value of type \(type.rawValue)"
        case .length(let range): "a length of \(range)"
        case .atLeast(let bound): "a number of at least \(bound.lexeme)"
        case .atMost(let bound): "a number of at most \(bound.lexeme)"
        case .absent: "nothing"
        case .each(let node): "a list of which each is \(node.matcher.phrase(in: variables))"
        case .arn(let arn):
            arn.parts.isEmpty
                ? "an ARN"
                : "an ARN with "
                    + ARNMatcher.Part.allCases.compactMap { part in
                        arn.parts[part].map { "\(part.rawValue) \($0.matcher.phrase(in: variables))" }
                    }.joined(separator: ", ")
        case .uuid: "a UUID"
        }
    }

    private static func phrases(_ nodes: [MatcherNode], in variables: Variables, separator: String) -> String
    {
        nodes.map { $0.matcher.phrase(in: variables) }.joined(separator: separator)
    }

    private static func shown(_ template: TextTemplate, in variables: Variables) -> String {
        Shown.text((try? template.evaluate(in: variables)) ?? template.source)
    }
}
