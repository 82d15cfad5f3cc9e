/// The customers' event buses of one namespace in one region; the default bus of an account is not in it.
struct BusTable {
    private var byAccount: [String: [String: EventBus]] = [:]

    func contains(_ name: String, account: String) -> Bool {
        byAccount[account]?[name] != nil
    }

    /// How many an account has.
    func count(of account: String) -> Int {
        byAccount[account]?.count ?? 0
    }

    mutating func add(_ bus: EventBus) {
        byAccount[bus.account, default: [:]][bus.name] = bus
    }

    /// Takes a bus away; tells whether it was there.
    mutating func remove(_ name: String, account: String) -> Bool {
        byAccount[account]?.removeValue(forKey: name) != nil
    }

    /// Counts an event that reached a bus.
    mutating func receive(_ name: String, account: String) {
        byAccount[account]?[name]?.receivedEvents += 1
    }

    /// All of them, in order of account and name.
    var all: [EventBus] {
        byAccount.values.flatMap(\.values).sorted { ($0.account, $0.name) < ($1.account, $1.name) }
    }
}
