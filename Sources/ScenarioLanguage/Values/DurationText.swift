/// Why a text is not a duration.
package struct InvalidDuration: Error, Hashable, Sendable {
    /// One sentence, lower case and without a full stop.
    package var message: String
}

extension Duration {
    /// Milliseconds in each unit, by the unit as it is written.
    private static let units: [(name: String, milliseconds: Int64)] = [
        ("ms", 1), ("s", 1_000), ("m", 60_000), ("h", 3_600_000), ("d", 86_400_000),
    ]
    private static let maximumDays: Int64 = 36_500

    /// Reads `250ms`, `30s`, `1.5s`, `5m`, `2h`, `7d`; signed ones may begin with `+` or `-`.
    package init(written text: String, isSigned: Bool) throws(InvalidDuration) {
        var rest = text[...]
        let sign = rest.first
        let hasSign = sign == "-" || sign == "+"
        if hasSign { rest = rest.dropFirst() }
        let digits = rest.prefix { ("0"..."9").contains($0) || $0 == "." }
        let unit = rest.dropFirst(digits.count)
        guard !digits.isEmpty, digits.first != ".", digits.last != ".",
            digits.filter({ $0 == "." }).count <= 1
        else {
            throw InvalidDuration(
                message: "'\(ReadingSession.shortened(text))' is not a duration such as 250ms, 30s or 5m")
        }
        guard let scale = Self.units.first(where: { $0.name == unit })?.milliseconds else {
            throw InvalidDuration(
                message: unit.isEmpty
                    ? "the duration '\(ReadingSession.shortened(text))' needs a unit: ms, s, m, h or d"
                    : "'\(ReadingSession.shortened(String(unit)))' is not a unit of time: it must be ms, s, m, h or d"
            )
        }
        let halves = digits.split(separator: ".")
        let fraction = halves.count > 1 ? halves[1] : ""
        let maximum = Self.maximumDays * 86_400_000
        guard halves[0].count <= 15, fraction.count <= 3, let whole = Int64(halves[0]),
            whole <= maximum / scale,
            let thousandths = Int64(fraction + String(repeating: "0", count: 3 - fraction.count))
        else {
            throw InvalidDuration(
                message: "the duration '\(ReadingSession.shortened(text))' is too long or too exact")
        }
        guard isSigned || !hasSign else {
            throw InvalidDuration(
                message: "the duration '\(ReadingSession.shortened(text))' cannot have a sign here")
        }
        let amount = Duration.milliseconds(whole * scale) + .microseconds(thousandths * scale)
        self = sign == "-" ? .zero - amount : amount
    }
}
