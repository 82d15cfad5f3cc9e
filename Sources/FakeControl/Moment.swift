import AWSWire

/// Times as the control API writes them.
enum Moment {
    /// A time since 1970 as `2026-11-23T12:00:00.250Z`.
    static func text(_ sinceEpoch: Duration) -> String {
        var (seconds, attoseconds) = sinceEpoch.components
        if attoseconds < 0 {
            seconds -= 1
            attoseconds += 1_000_000_000_000_000_000
        }
        let stamp = Array(SigningTime(secondsSince1970: Int(seconds)).description.utf8)
        func part(_ range: Range<Int>) -> String { String(decoding: stamp[range], as: UTF8.self) }
        let thousandths = String(1000 + attoseconds / 1_000_000_000_000_000).dropFirst()
        return "\(part(0..<4))-\(part(4..<6))-\(part(6..<8))T"
            + "\(part(9..<11)):\(part(11..<13)):\(part(13..<15)).\(thousandths)Z"
    }

    /// A duration with its unit, such as `250ms` or `30s`; `sign` also where it is positive.
    static func text(_ duration: Duration, sign: Bool = false) -> String {
        let isNegative = duration < .zero
        let (seconds, attoseconds) = (isNegative ? .zero - duration : duration).components
        let milliseconds = seconds * 1000 + attoseconds / 1_000_000_000_000_000
        let amount =
            switch milliseconds {
            case 0: "0s"
            case _ where milliseconds % 86_400_000 == 0: "\(milliseconds / 86_400_000)d"
            case _ where milliseconds % 1000 == 0: "\(milliseconds / 1000)s"
            default: "\(milliseconds)ms"
            }
        return (isNegative ? "-" : sign ? "+" : "") + amount
    }
}
