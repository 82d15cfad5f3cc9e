import AWSWire

/// The text of the Date header, made anew once a second.
struct HTTPDate {
    private var second: Int64 = .min
    private var text = ""

    /// The text for this time since 1970.
    mutating func text(at time: Duration) -> String {
        let second = time.bounded.components.seconds
        if second != self.second {
            self.second = second
            text = SigningTime(time).httpDate
        }
        return text
    }
}

extension SigningTime {
    /// A time since 1970, cut to whole seconds.
    init(_ time: Duration) {
        self.init(secondsSince1970: Int(time.bounded.components.seconds))
    }
}

extension Duration {
    /// This time, or a million years where it is longer: no sum of two such overflows, and no stamp says more.
    var bounded: Duration {
        let most = Duration.seconds(31_556_952_000_000)
        return min(max(self, .zero - most), most)
    }
}
