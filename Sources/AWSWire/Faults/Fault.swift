/// A fault armed on a fake: which requests it befalls, how often, and what goes wrong then.
///
/// A request counts as matched when `on`, `name` and `key` all hold. Of the matched requests the first `after`
/// are left alone, then each `every`th one is taken (the first of them at once), then chance decides, until
/// `times` were hit; from then on everything is normal again.
///
/// A fault of the connection itself (`isOfConnection`) counts connections in place of requests.
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

    /// A span of time, counted from when the fault was armed.
    public struct Window: Hashable, Sendable {
        public var from: Duration
        /// Nil for no end.
        public var to: Duration?

        public init(from: Duration = .zero, to: Duration? = nil) {
            self.from = from
            self.to = to
        }
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
    /// How long it stays armed; nil for as long as nobody takes it away.
    public var ttl: Duration?
    /// When it befalls requests at all; those of other times are not counted.
    public var window: Window?
    /// A name for reports.
    public var label: String?

    public init(
        _ plan: Plan, on: String? = nil, name: NameCondition? = nil, key: String? = nil, times: Int? = nil,
        after: Int = 0, every: Int = 1, probability: Double = 1, seed: UInt64 = 0, ttl: Duration? = nil,
        window: Window? = nil, label: String? = nil
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
        self.ttl = ttl
        self.window = window
        self.label = label
    }

    /// A fault that does one thing.
    public init(
        _ action: FaultAction, on: String? = nil, name: NameCondition? = nil, key: String? = nil,
        times: Int? = nil, after: Int = 0, every: Int = 1, probability: Double = 1, seed: UInt64 = 0,
        ttl: Duration? = nil, window: Window? = nil, label: String? = nil
    ) {
        self.init(
            .each([action]), on: on, name: name, key: key, times: times, after: after, every: every,
            probability: probability, seed: seed, ttl: ttl, window: window, label: label)
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

    /// Everything that it may do, whichever element of a sequence says so.
    public var actions: [FaultAction] {
        switch plan {
        case .each(let actions): actions
        case .sequence(let elements): elements.flatMap(\.self)
        }
    }

    /// Whether it befalls connections as such, before there is a request to select by.
    public var isOfConnection: Bool { actions.contains(where: \.isOfConnection) }
}
