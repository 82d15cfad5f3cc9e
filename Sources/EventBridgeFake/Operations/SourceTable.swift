/// The sources of one namespace in one region.
struct SourceTable {
    /// By name; more than one only where a policy lets several accounts have the same name.
    private var byName: [String: [PartnerEventSource]] = [:]
    /// How many the partner sees.
    private(set) var count = 0
    /// The names that the partner sees, in order, made when first asked for after a change.
    private var sortedNames: [String]?
    /// The names that an account sees, in order, made when first asked for after a change.
    private var sortedNamesByAccount: [String: [String]] = [:]
    /// Since when the source is PENDING that expires first, or earlier: nothing is swept before it is due.
    private var oldestPending = Duration.seconds(Int64.max)

    // MARK: as the partner sees them

    /// The sources of a name that the partner sees: those it deleted are not there.
    func sources(named name: String) -> [PartnerEventSource] {
        guard let sources = byName[name] else { return [] }
        return sources.contains { $0.state == .deleted } ? sources.filter { $0.state != .deleted } : sources
    }

    /// The sources of a name, those too that the partner deleted.
    func everySource(named name: String) -> [PartnerEventSource] { byName[name] ?? [] }

    /// The first source of a name that the partner sees and that meets a condition.
    func source(named name: String, where isMeant: (PartnerEventSource) -> Bool) -> PartnerEventSource? {
        guard let sources = byName[name] else { return nil }
        return sources.first { $0.state != .deleted && isMeant($0) }
    }

    /// Whose the first such source is and since when it is there: less to copy than the source itself.
    func holder(
        of name: String, where isMeant: (_ account: String, _ since: Duration) -> Bool
    ) -> (account: String, since: Duration)? {
        guard let sources = byName[name] else { return nil }
        for index in sources.indices where sources[index].state != .deleted {
            let (account, since) = (sources[index].account, sources[index].createdAt)
            if isMeant(account, since) { return (account, since) }
        }
        return nil
    }

    /// The names in ascending order; cost linear in their number, after a change also of sorting them.
    mutating func names() -> [String] {
        if let sortedNames { return sortedNames }
        let live = byName.filter { $0.value.contains { $0.state != .deleted } }
        let sorted = Self.sorted(live.keys)
        sortedNames = sorted
        return sorted
    }

    // MARK: as a customer sees them

    /// The account's source of a name, in whatever state.
    func source(named name: String, account: String) -> PartnerEventSource? {
        byName[name]?.first { $0.account == account }
    }

    /// The names of an account's sources in ascending order, at the cost of `names`.
    mutating func names(of account: String) -> [String] {
        if let names = sortedNamesByAccount[account] { return names }
        let own = byName.filter { $0.value.contains { $0.account == account } }
        let sorted = Self.sorted(own.keys)
        sortedNamesByAccount[account] = sorted
        return sorted
    }

    // MARK: changes

    /// Adds a source, in place of the one of that name and account.
    mutating func add(_ source: PartnerEventSource) {
        if var others = byName[source.name] {
            if let index = others.firstIndex(where: { $0.account == source.account }) {
                if others[index].state != .deleted { count -= 1 }
                others.remove(at: index)
            }
            byName[source.name] = others + [source]
        } else {
            byName[source.name] = [source]
        }
        if source.state != .deleted { count += 1 }
        forgetOrder()
        watch(source)
    }

    /// Changes the state of an account's source; the partner sees it before and after.
    mutating func change(_ name: String, account: String, _ body: (inout PartnerEventSource) -> Void) {
        guard let index = byName[name]?.firstIndex(where: { $0.account == account }) else { return }
        body(&byName[name, default: []][index])
        if let source = byName[name]?[index] { watch(source) }
    }

    /// Takes a source away from the partner; tells whether it was there.
    ///
    /// One that its customer has a bus for stays with the customer, as DELETED.
    mutating func remove(name: String, account: String, isKeptByCustomer: Bool) -> Bool {
        guard var sources = byName[name],
            let index = sources.firstIndex(where: { $0.account == account && $0.state != .deleted })
        else { return false }
        if isKeptByCustomer {
            sources[index].state = .deleted
        } else {
            sources.remove(at: index)
        }
        byName[name] = sources.isEmpty ? nil : sources
        count -= 1
        forgetOrder()
        return true
    }

    /// Takes away what the customer alone still sees.
    mutating func forget(name: String, account: String) {
        guard let sources = byName[name] else { return }
        let kept = sources.filter { $0.account != account || $0.state != .deleted }
        byName[name] = kept.isEmpty ? nil : kept
        forgetOrder()
    }

    /// Whether some source may have been PENDING for too long.
    func isSweepDue(at now: Duration, expiry: Duration) -> Bool {
        count > 0 && now - oldestPending > expiry
    }

    /// Takes away what has been PENDING for too long; what a customer has a bus for stays there as DELETED.
    mutating func sweep(at now: Duration, expiry: Duration, hasBus: (PartnerEventSource) -> Bool) {
        oldestPending = .seconds(Int64.max)
        for (name, sources) in byName {
            for source in sources {
                guard let since = source.pendingSince else { continue }
                if now - since > expiry {
                    _ = remove(name: name, account: source.account, isKeptByCustomer: hasBus(source))
                } else {
                    watch(source)
                }
            }
        }
    }

    private mutating func watch(_ source: PartnerEventSource) {
        if let since = source.pendingSince { oldestPending = min(oldestPending, since) }
    }

    private mutating func forgetOrder() {
        sortedNames = nil
        if !sortedNamesByAccount.isEmpty { sortedNamesByAccount = [:] }
    }

    private static func sorted(_ names: some Sequence<String>) -> [String] {
        names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }

    /// All sources, deleted ones too, in order of name and account.
    var all: [PartnerEventSource] {
        byName.values.flatMap(\.self).sorted { ($0.name, $0.account) < ($1.name, $1.account) }
    }
}
