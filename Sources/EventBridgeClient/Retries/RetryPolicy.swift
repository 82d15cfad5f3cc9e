/// Whether and how a call that failed is made again.
public struct RetryPolicy: Sendable {
    /// One attempt and no more: what the service answered is the result.
    public static let none = RetryPolicy(
        maximumAttempts: 1, base: .seconds(1), random: { 0 }, pause: { _ in })

    /// Attempts in all, the first one included.
    public let maximumAttempts: Int
    /// What the first wait is a random part of.
    let base: Duration
    let random: @Sendable () -> UInt64
    let pause: @Sendable (Duration) async -> Void

    private init(
        maximumAttempts: Int, base: Duration, random: @escaping @Sendable () -> UInt64,
        pause: @escaping @Sendable (Duration) async -> Void
    ) {
        self.maximumAttempts = maximumAttempts
        self.base = base
        self.random = random
        self.pause = pause
    }

    /// The standard mode of the AWS SDKs
    /// (https://docs.aws.amazon.com/sdkref/latest/guide/feature-retry-behavior.html).
    ///
    /// Throttling, transient errors, the statuses 500, 502, 503 and 504 and broken connections are tried again;
    /// note that `LimitExceededException` counts as throttling there. The wait before the n-th further attempt
    /// is a random part of 2ⁿ⁻¹ seconds, of 20 at most. All calls of one client share a quota of 500: a further
    /// attempt costs 5, after a timeout 10.
    ///
    /// - Parameters:
    ///   - maximumAttempts: in all, the first one included.
    ///   - random: 64 random bits, for the waits and the id that the attempts of one call share.
    ///   - pause: waits, for example `{ try? await Task.sleep(for: $0) }`.
    public static func standard(
        maximumAttempts: Int = 3, random: @escaping @Sendable () -> UInt64,
        pause: @escaping @Sendable (Duration) async -> Void
    ) -> RetryPolicy {
        standard(maximumAttempts: maximumAttempts, base: .seconds(1), random: random, pause: pause)
    }

    /// The standard mode with other waits: the one before the n-th further attempt is a random part of 2ⁿ⁻¹ times
    /// the base, of 20 seconds at most.
    package static func standard(
        maximumAttempts: Int, base: Duration, random: @escaping @Sendable () -> UInt64,
        pause: @escaping @Sendable (Duration) async -> Void
    ) -> RetryPolicy {
        RetryPolicy(maximumAttempts: max(1, maximumAttempts), base: base, random: random, pause: pause)
    }
}
