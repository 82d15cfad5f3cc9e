import AWSWire

/// The text of the Date header, made anew once a second.
struct HTTPDate {
    private var second: Int64 = .min
    private var text = ""

    /// The text for this time since 1970.
    mutating func text(at time: Duration) -> String {
        let second = time.components.seconds
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
        self.init(secondsSince1970: Int(time.components.seconds))
    }
}
