/// The sources of one namespace in one region.
struct SourceTable {
    /// By name; more than one only where a policy lets several accounts have the same name.
    private var byName: [String: [PartnerEventSource]] = [:]
    /// How many the partner sees.
    private(set) var count = 0
    /// The names in order, made when first asked for after a change.
    private var sortedNames: [String]?
    /// When the oldest source there may be was made: nothing expires before it does.
    private var oldest = Duration.seconds(Int64.max)

    /// The sources of a name as the partner sees them: those it deleted are not there.
    func sources(named name: String) -> [PartnerEventSource] {
        guard let sources = byName[name] else { return [] }
        return sources.contains { $0.state == .deleted } ? sources.filter { $0.state != .deleted } : sources
    }

    /// The first source of a name that the partner sees and that meets a condition.
    func source(named name: String, where isMeant: (PartnerEventSource) -> Bool) -> PartnerEventSource? {
        guard let sources = byName[name] else { return nil }
        return sources.first { $0.state != .deleted && isMeant($0) }
    }

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
        sortedNames = nil
        oldest = min(oldest, source.createdAt)
    }

    /// Takes a source away; tells whether it was there.
    ///
    /// One that the customer made a bus for stays with the customer, as DELETED.
    mutating func remove(name: String, account: String) -> Bool {
        guard var sources = byName[name],
            let index = sources.firstIndex(where: { $0.account == account && $0.state != .deleted })
        else { return false }
        if sources[index].state == .active {
            sources[index].state = .deleted
        } else {
            sources.remove(at: index)
        }
        byName[name] = sources.isEmpty ? nil : sources
        count -= 1
        sortedNames = nil
        return true
    }

    /// Takes away what has been PENDING for too long.
    mutating func sweep(at now: Duration, expiry: Duration) {
        guard count > 0, now - oldest > expiry else { return }
        oldest = .seconds(Int64.max)
        count = 0
        sortedNames = nil
        for (name, sources) in byName {
            let kept = sources.filter { $0.state != .pending || now - $0.createdAt <= expiry }
            byName[name] = kept.isEmpty ? nil : kept
            count += kept.count { $0.state != .deleted }
            for source in kept { oldest = min(oldest, source.createdAt) }
        }
    }

    /// The names in ascending order; cost linear in their number, after a change also of sorting them.
    mutating func names() -> [String] {
        if let sortedNames { return sortedNames }
        let live = byName.filter { $0.value.contains { $0.state != .deleted } }
        let sorted = live.keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        sortedNames = sorted
        return sorted
    }

    /// All sources, deleted ones too, in order of name and account.
    var all: [PartnerEventSource] {
        byName.values.flatMap(\.self).sorted { ($0.name, $0.account) < ($1.name, $1.account) }
    }
}
