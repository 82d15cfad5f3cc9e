import AWSWire

#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// Times drawn from distributions.
struct Chance {
    private var random: SplitMix

    init(_ random: SplitMix) {
        self.random = random
    }

    /// Every time from the lower to the upper one alike.
    mutating func uniform(_ lower: Duration, _ upper: Duration) -> Duration {
        lower + .seconds((upper - lower).inSeconds * random.unit())
    }

    /// Drawn anew while it is negative, at most ten times, then zero.
    mutating func normal(mean: Duration, deviation: Duration) -> Duration {
        for _ in 0..<10 {
            let value = mean.inSeconds + deviation.inSeconds * standardNormal()
            if value >= 0 { return .seconds(value) }
        }
        return .zero
    }

    /// Drawn anew while it is beyond the most, at most ten times, then that.
    mutating func lognormal(median: Duration, sigma: Double, most: Duration?) -> Duration {
        // Without a bound a draw could last for days; an hour is beyond every deadline.
        let most = most ?? .seconds(3600)
        for _ in 0..<10 {
            let value = median.inSeconds * exp(sigma * standardNormal())
            if value <= most.inSeconds { return .seconds(value) }
        }
        return most
    }

    /// By the method of Box and Muller.
    private mutating func standardNormal() -> Double {
        let radius = (-2 * log(1 - random.unit())).squareRoot()
        return radius * cos(2 * .pi * random.unit())
    }
}
