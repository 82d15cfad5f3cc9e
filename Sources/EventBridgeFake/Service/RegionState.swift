/// What a namespace holds in one region: the partners' sources, the customers' buses and the last events.
struct RegionState {
    var sources = SourceTable()
    var buses = BusTable()
    var events = EventLog()

    /// Takes away what has been PENDING for too long.
    mutating func sweep(at now: Duration, expiry: Duration) {
        guard sources.isSweepDue(at: now, expiry: expiry) else { return }
        let buses = buses
        sources.sweep(at: now, expiry: expiry) { buses.contains($0.name, account: $0.account) }
    }

    /// Takes a source away from the partner; tells whether it was there.
    mutating func removeSource(_ name: String, account: String) -> Bool {
        sources.remove(
            name: name, account: account, isKeptByCustomer: buses.contains(name, account: account))
    }

    /// Takes a bus away from its customer; tells whether it was there.
    ///
    /// Its source goes back to PENDING, or is gone where the partner deleted it.
    mutating func removeBus(_ name: String, account: String, at now: Duration) -> Bool {
        guard buses.remove(name, account: account) else { return false }
        sources.forget(name: name, account: account)
        sources.change(name, account: account) { $0.suspend(at: now) }
        return true
    }
}
