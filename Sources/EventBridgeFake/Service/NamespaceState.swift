/// What one namespace holds: a world of its own within the fake.
struct NamespaceState {
    /// By region.
    var regions: [String: RegionState] = [:]
    var book = FaultBook()
    /// How far the lifecycle's time is from the clock's.
    var lifecycleOffset: Duration
    /// How many sources it may have in a region; nil for no quota.
    var quota: Int?
    /// Whether every operation that can be disabled is.
    var isDisabled: Bool

    init(_ configuration: FakeConfiguration) {
        lifecycleOffset = configuration.lifecycleOffset
        quota = configuration.quota
        isDisabled = configuration.isDisabled
    }

    /// Takes away what has been PENDING for too long, in every region.
    mutating func sweep(at now: Duration, expiry: Duration) {
        for region in regions.keys {
            regions[region]?.sweep(at: now + lifecycleOffset, expiry: expiry)
        }
    }
}
