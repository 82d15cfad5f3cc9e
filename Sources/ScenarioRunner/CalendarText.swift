import AWSWire

/// Moments as reports and scenarios write them.
package enum CalendarText {
    /// The moment as `2026-11-23T12:00:00Z`.
    package static func moment(_ secondsSince1970: Double) -> String {
        let stamp = Array(
            SigningTime(secondsSince1970: Int(secondsSince1970.rounded(.down))).description.utf8)
        func part(_ range: Range<Int>) -> String { String(decoding: stamp[range], as: UTF8.self) }
        return
            "\(part(0..<4))-\(part(4..<6))-\(part(6..<8))T\(part(9..<11)):\(part(11..<13)):\(part(13..<15))Z"
    }

    /// The day as `2026-11-23`, in UTC.
    package static func day(_ secondsSince1970: Double) -> String {
        String(moment(secondsSince1970).prefix(10))
    }
}
