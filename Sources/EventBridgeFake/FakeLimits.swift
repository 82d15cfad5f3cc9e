/// The bounds of what one fake takes in and keeps.
public struct FakeLimits: Hashable, Sendable {
    /// Bytes of a request's head; more is answered with 431.
    public var headBytes: Int
    /// Bytes of a request's body; more is answered with 413.
    public var bodyBytes: Int
    /// How long a connection may be silent.
    public var idle: Duration
    /// How many requests the journal keeps; the oldest are dropped and counted.
    public var journalEntries: Int
    /// How many bytes of heads and bodies the journal keeps; the oldest entries are dropped and counted.
    public var journalBytes: Int
    /// How many sources are kept; a create beyond it is refused with LimitExceededException.
    public var sources: Int
    /// How many accepted events are kept for a namespace in a region; the oldest are forgotten and counted.
    public var events: Int
    /// How many bytes of them are kept.
    public var eventBytes: Int

    public init(
        headBytes: Int = 64 << 10, bodyBytes: Int = 8 << 20, idle: Duration = .seconds(60),
        journalEntries: Int = 10_000, journalBytes: Int = 64 << 20, sources: Int = 1_000_000,
        events: Int = 1000, eventBytes: Int = 16 << 20
    ) {
        self.headBytes = headBytes
        self.bodyBytes = bodyBytes
        self.idle = idle
        self.journalEntries = journalEntries
        self.journalBytes = journalBytes
        self.sources = sources
        self.events = events
        self.eventBytes = eventBytes
    }
}
