import AWSWire

/// One armed fault and what it remembers.
struct ArmedFault {
    let id: Int
    let fault: Fault
    private let armedAt: Duration
    private(set) var matched = 0
    private(set) var hits = 0
    /// How many requests were taken: an empty element of a sequence takes one, and is no hit.
    private var taken = 0
    private var random: SplitMix
    private let pattern: PatternMatcher?
    /// For `throttle-rate`: the tokens left and when they were counted.
    private var tokens: (left: Double, at: Duration)?
    /// For `conflict`: when each name was last called on, within bounds.
    private var lastCalls: [String: Duration] = [:]

    private static let maximumNames = 10_000

    init(id: Int, fault: Fault, at now: Duration) {
        self.id = id
        self.fault = fault
        armedAt = now
        random = SplitMix(seed: fault.seed)
        if case .matches(let text)? = fault.name {
            // A pattern that is none matches no name; whoever arms the fault is told by `Fake.arm`.
            pattern = try? PatternMatcher(text)
        } else {
            pattern = nil
        }
    }

    /// Whether it has been armed for as long as it may.
    func isOver(at now: Duration) -> Bool {
        fault.ttl.map { now - armedAt >= $0 } ?? false
    }

    /// Until when it keeps the listener down; nil where it does not.
    var refusedUntil: Duration? {
        fault.actions.first { $0.name == .refuse }.map { armedAt + $0.duration("for") }
    }

    /// Whether this is a time at which it befalls anything.
    func isOpen(at now: Duration) -> Bool {
        guard !isOver(at: now) else { return false }
        guard let window = fault.window else { return true }
        let age = now - armedAt
        return age >= window.from && window.to.map { age < $0 } ?? true
    }

    func matches(_ request: FaultFacts) -> Bool {
        guard isOpen(at: request.now) else { return false }
        if let on = fault.on, on != request.operation { return false }
        if let key = fault.key, key != request.key { return false }
        guard let condition = fault.name else { return true }
        guard let name = request.name else { return false }
        return switch condition {
        case .equals(let text): name == text
        case .startsWith(let text): name.hasPrefix(text)
        case .endsWith(let text): name.hasSuffix(text)
        case .contains(let text): text.isEmpty || name.contains(text)
        case .matches: pattern?.matches(name) ?? false
        }
    }

    /// The stages that would be taken if the next matched request were taken.
    var nextStages: [FaultStage] {
        switch fault.plan {
        case .each(let actions): actions.compactMap(\.name.exclusiveStage)
        case .sequence(let elements):
            taken < elements.count ? elements[taken].compactMap(\.name.exclusiveStage) : []
        }
    }

    /// Counts a matched request; the actions if it is taken.
    mutating func take(at now: Duration, name: String?) -> [DrawnAction]? {
        matched += 1
        guard matched > fault.after, (matched - fault.after - 1) % fault.every == 0 else { return nil }
        if let times = fault.times, hits >= times { return nil }
        if fault.probability < 1, random.unit() >= fault.probability { return nil }
        let actions: [FaultAction]
        switch fault.plan {
        case .each(let all): actions = all
        case .sequence(let elements):
            guard taken < elements.count else { return nil }
            actions = elements[taken]
        }
        taken += 1
        guard !actions.isEmpty else { return nil }
        hits += 1
        return actions.map { action in
            var drawn = DrawnAction(action: action, random: SplitMix(seed: random.next()))
            drawn.isDue = isDue(action, at: now, name: name)
            return drawn
        }
    }

    /// Takes a hit back that turned out to be none, so that it does not count among `times` either.
    mutating func takeBack() {
        hits = max(0, hits - 1)
    }

    private mutating func isDue(_ action: FaultAction, at now: Duration, name: String?) -> Bool {
        switch action.name {
        case .throttleRate:
            let burst = Double(action.integer("burst") ?? 1)
            let before = tokens ?? (burst, now)
            let refilled = before.left + (now - before.at).inSeconds * action.number("per-second")
            let left = min(burst, refilled)
            tokens = (left >= 1 ? left - 1 : left, now)
            return left < 1
        case .conflict:
            guard let name else { return false }
            let last = lastCalls[name]
            if lastCalls.count >= Self.maximumNames { lastCalls.removeAll() }
            lastCalls[name] = now
            return last.map { now - $0 < action.duration("within") } ?? false
        // All other names are due whenever they are drawn.
        default:
            return true
        }
    }
}

extension Duration {
    /// The time as a number of seconds.
    var inSeconds: Double {
        let (seconds, attoseconds) = components
        return Double(seconds) + Double(attoseconds) * 1e-18
    }
}
