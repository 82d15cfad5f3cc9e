/// The last events that a namespace accepted in one region, within bounds.
struct EventLog {
    private(set) var kept: [PartnerEvent] = []
    private var bytes = 0
    /// How many were dropped from it to keep within the bounds.
    private(set) var forgotten = 0

    /// Adds an event; the oldest ones go where it would be too much.
    mutating func append(_ event: PartnerEvent, limits: FakeLimits) {
        kept.append(event)
        bytes += event.weight
        guard kept.count > limits.events || bytes > limits.eventBytes else { return }
        // Going down to half at once keeps the cost of forgetting constant.
        var start = 0
        while start < kept.count - 1,
            kept.count - start > max(1, limits.events / 2) || bytes > limits.eventBytes / 2
        {
            bytes -= kept[start].weight
            start += 1
        }
        kept.removeFirst(start)
        forgotten += start
    }
}
