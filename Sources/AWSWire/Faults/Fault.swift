/// A fault armed on a fake: which requests it befalls, how often, and what goes wrong then.
///
/// A request counts as matched when `on`, `name` and `key` all hold. Of the matched requests the first `after`
/// are left alone, then each `every`th one is taken (the first of them at once), then chance decides, until
/// `times` were hit; from then on everything is normal again.
public struct Fault: Hashable, Sendable {
    /// What goes wrong, request by request.
    public enum Plan: Hashable, Sendable {
        /// The same actions together, each time.
        case each([FaultAction])
        /// One element for each request taken, in order; an empty one is answered normally, as is all that
        /// comes after the last.
        case sequence([[FaultAction]])
    }

    /// A condition on the source name in the request.
    public enum NameCondition: Hashable, Sendable {
        case equals(String)
        case startsWith(String)
        case endsWith(String)
        case contains(String)
        /// A regular expression for the whole name.
        case matches(pattern: String)
    }

    /// The operation's name, or nil for every request, whatever it asks for.
    public var on: String?
    public var name: NameCondition?
    /// The access key that signed the request.
    public var key: String?
    /// How many requests it befalls; nil for no end.
    public var times: Int?
    /// How many matched requests are left alone first.
    public var after: Int
    /// Each how many-th matched request it befalls; 1 for each, also where less is set.
    public var every: Int {
        didSet { every = max(1, every) }
    }
    /// The chance, from 0 to 1, that a request otherwise taken is befallen.
    public var probability: Double
    /// What chance and random values are drawn from; the same seed draws the same values.
    public var seed: UInt64
    public var plan: Plan
    /// A name for reports.
    public var label: String?

    public init(
        _ plan: Plan, on: String? = nil, name: NameCondition? = nil, key: String? = nil, times: Int? = nil,
        after: Int = 0, every: Int = 1, probability: Double = 1, seed: UInt64 = 0, label: String? = nil
    ) {
        precondition(after >= 0, "the number of requests to leave alone is not negative")
        precondition(every >= 1, "each how many-th request is a positive number")
        self.plan = plan
        self.on = on
        self.name = name
        self.key = key
        self.times = times
        self.after = after
        self.every = every
        self.probability = probability
        self.seed = seed
        self.label = label
    }

    /// A fault that does one thing.
    public init(
        _ action: FaultAction, on: String? = nil, name: NameCondition? = nil, key: String? = nil,
        times: Int? = nil, after: Int = 0, every: Int = 1, probability: Double = 1, seed: UInt64 = 0,
        label: String? = nil
    ) {
        self.init(
            .each([action]), on: on, name: name, key: key, times: times, after: after, every: every,
            probability: probability, seed: seed, label: label)
    }

    /// What reports call it: its label, or the names of what it does.
    public var title: String {
        if let label { return label }
        switch plan {
        case .each(let actions): return actions.map(\.name.rawValue).joined(separator: "+")
        case .sequence(let elements):
            return elements.map { element in
                element.isEmpty ? "normal" : element.map(\.name.rawValue).joined(separator: "+")
            }.joined(separator: ",")
        }
    }

    /// Why this fault could never befall a request: a name pattern that is no regular expression; or nil.
    public var problem: InvalidFault? {
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
