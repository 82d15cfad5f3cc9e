extension Fault {
    /// Why this fault cannot be armed: an operation that nobody knows, actions that cannot befall one answer
    /// together, a selection that its actions cannot have, a time in which nothing can happen, or a name pattern
    /// that is no regular expression; or nil.
    public var problem: InvalidFault? {
        if let on, OperationName(rawValue: on) == nil {
            return InvalidFault(field: "on", message: "'\(on)' is no operation that is known")
        }
        return connectionProblem ?? clashProblem ?? timeProblem ?? patternProblem
    }

    /// What a fault of the connection cannot have beside it.
    private var connectionProblem: InvalidFault? {
        guard let action = actions.first(where: \.isOfConnection) else { return nil }
        let selection = [("on", on != nil), ("name", name != nil), ("key", key != nil)]
        if let field = selection.first(where: \.1)?.0 {
            return InvalidFault(
                field: field,
                message: "'\(action.name.rawValue)' is a fault of the connection, "
                    + "so '\(field)' cannot select requests for it")
        }
        if actions.contains(where: { $0.name == .refuse }), let problem = refusalProblem { return problem }
        guard let other = actions.first(where: { !$0.isOfConnection }) else { return nil }
        return InvalidFault(
            field: nil,
            message: "'\(action.name.rawValue)' is a fault of the connection, "
                + "so '\(other.name.rawValue)' needs a fault of its own")
    }

    private var refusalProblem: InvalidFault? {
        let schedule = [
            ("times", times != nil), ("after", after != 0), ("every", every != 1),
            ("probability", probability < 1), ("ttl", ttl != nil), ("window", window != nil),
        ]
        if let field = schedule.first(where: \.1)?.0 {
            return InvalidFault(
                field: field, message: "'refuse' begins when it is armed, so '\(field)' says nothing")
        }
        guard case .sequence = plan else { return nil }
        return InvalidFault(
            field: "sequence",
            message: "'refuse' begins when it is armed, so it cannot stand in a sequence")
    }

    private var clashProblem: InvalidFault? {
        let elements =
            switch plan {
            case .each(let actions): [actions]
            case .sequence(let elements): elements
            }
        let clash = elements.lazy.compactMap(FaultClash.init).first
        return clash.map { InvalidFault(field: nil, message: $0.message) }
    }

    private var timeProblem: InvalidFault? {
        if let ttl, ttl <= .zero {
            return InvalidFault(field: "ttl", message: "'ttl' must be more than nothing")
        }
        guard let window else { return nil }
        if let end = window.to, end <= window.from {
            return InvalidFault(field: "window", message: "the window must end after it begins")
        }
        guard let end = window.to, end <= .zero else { return nil }
        return InvalidFault(field: "window", message: "the window must end after the fault is armed")
    }

    private var patternProblem: InvalidFault? {
        guard case .matches(let pattern)? = name else { return nil }
        do {
            _ = try PatternMatcher(pattern)
            return nil
        } catch {
            return InvalidFault(
                field: "name", message: "the pattern is not one that is known: \(error.message)")
        }
    }
}
