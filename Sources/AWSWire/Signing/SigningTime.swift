/// A moment as signatures write it, whole seconds of UTC.
package struct SigningTime: Hashable, Comparable, Sendable, CustomStringConvertible {
    package let secondsSince1970: Int

    /// What four digits can say of a year: from the start of year 0 to the end of 9999.
    private static let bounds = -62_167_219_200...253_402_300_799

    /// The moment so many seconds after 1970 began; outside the years of a stamp, the nearest in them.
    package init(secondsSince1970: Int) {
        self.secondsSince1970 = min(max(secondsSince1970, Self.bounds.lowerBound), Self.bounds.upperBound)
    }

    /// The moment of a clock that counts fractions, which are cut off; of no number, the earliest.
    package init(secondsSince1970: Double) {
        let seconds = secondsSince1970.rounded(.down)
        self.init(secondsSince1970: Int(exactly: seconds) ?? (seconds > 0 ? .max : .min))
    }

    /// Reads `20150830T123600Z`; nil for any other form and for dates that do not exist.
    package init?(_ text: String) {
        guard text.utf8.count == 16 else { return nil }
        var place = 0
        var number = 0
        for byte in text.utf8 {
            switch (place, byte) {
            case (8, UInt8(ascii: "T")), (15, UInt8(ascii: "Z")): break
            case (8, _), (15, _): return nil
            case (_, 0x30...0x39): number = number * 10 + Int(byte - 0x30)
            default: return nil
            }
            place += 1
        }
        let (day, time) = (number / 1_000_000, number % 1_000_000)
        self.init(
            year: day / 10_000, month: day / 100 % 100, day: day % 100, hour: time / 10_000,
            minute: time / 100 % 100, second: time % 100)
    }

    /// Reads the date of HTTP: `Sun, 30 Aug 2015 12:36:00 GMT`.
    package init?(httpDate text: String) {
        let parts = text.split(separator: " ")
        guard parts.count == 6, Self.universalZones.contains(String(parts[5])),
            let day = Self.number(parts[1]), let year = Self.number(parts[3]),
            let month = Self.monthNames.firstIndex(of: String(parts[2]))
        else { return nil }
        let clock = parts[4].split(separator: ":", omittingEmptySubsequences: false).map(Self.number)
        guard clock.count == 3, let hour = clock[0], let minute = clock[1], let second = clock[2],
            let time = SigningTime(
                year: year, month: month + 1, day: day, hour: hour, minute: minute, second: second)
        else { return nil }
        self = time
    }

    private init?(year: Int, month: Int, day: Int, hour: Int, minute: Int, second: Int) {
        guard (1...12).contains(month), (1...31).contains(day), (0..<24).contains(hour),
            (0..<60).contains(minute),
            (0..<60).contains(second), (0...9999).contains(year)
        else { return nil }
        let days = Self.days(year: year, month: month, day: day)
        let isReal = Self.date(days: days) == (year, month, day)
        guard isReal else { return nil }
        secondsSince1970 = ((days * 24 + hour) * 60 + minute) * 60 + second
    }

    /// A number of digits alone, at most four of them.
    private static func number(_ text: Substring) -> Int? {
        guard text.utf8.count <= 4, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        return Int(text)
    }

    /// The moment so many seconds later, or earlier when negative.
    package func advanced(by seconds: Int) -> SigningTime {
        let (sum, isOverflow) = secondsSince1970.addingReportingOverflow(seconds)
        return SigningTime(secondsSince1970: isOverflow ? (seconds < 0 ? .min : .max) : sum)
    }

    /// The stamp: `20150830T123600Z`.
    package var description: String {
        let bytes: [UInt8] = digits
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The day that a scope begins with: `20150830`.
    package var day: String { String(decoding: digits[..<8], as: UTF8.self) }

    /// The date as HTTP writes it: `Sun, 30 Aug 2015 12:36:00 GMT`.
    package var httpDate: String {
        let text = digits
        func part(_ range: Range<Int>) -> String { String(decoding: text[range], as: UTF8.self) }
        let days = secondsSince1970.floorDivided(by: 86_400)
        let weekday = Self.dayNames[(days + 4).floorRemainder(by: 7)]
        let month = Self.monthNames[Self.date(days: days).month - 1]
        return "\(weekday), \(part(6..<8)) \(month) \(part(0..<4)) "
            + "\(part(9..<11)):\(part(11..<13)):\(part(13..<15)) GMT"
    }

    package static func < (left: SigningTime, right: SigningTime) -> Bool {
        left.secondsSince1970 < right.secondsSince1970
    }

    private var digits: [UInt8] {
        let days = secondsSince1970.floorDivided(by: 86_400)
        let time = secondsSince1970 - days * 86_400
        let (year, month, day) = Self.date(days: days)
        var bytes: [UInt8] = []
        bytes.reserveCapacity(16)
        func append(_ number: Int) {
            bytes.append(0x30 + UInt8(number / 10))
            bytes.append(0x30 + UInt8(number % 10))
        }
        append(year / 100)
        append(year % 100)
        append(month)
        append(day)
        bytes.append(UInt8(ascii: "T"))
        append(time / 3600)
        append(time / 60 % 60)
        append(time % 60)
        bytes.append(UInt8(ascii: "Z"))
        return bytes
    }

    /// Days since 1970 of a date in the Gregorian calendar, counted in eras of 400 years that begin in March.
    private static func days(year: Int, month: Int, day: Int) -> Int {
        let shifted = month <= 2 ? year - 1 : year
        let era = shifted.floorDivided(by: 400)
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era * 146_097 + dayOfEra - 719_468
    }

    private static func date(days: Int) -> (year: Int, month: Int, day: Int) {
        let shifted = days + 719_468
        let era = shifted.floorDivided(by: 146_097)
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthIndex = (5 * dayOfYear + 2) / 153
        let month = monthIndex < 10 ? monthIndex + 3 : monthIndex - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        return (year, month, dayOfYear - (153 * monthIndex + 2) / 5 + 1)
    }

    private static let monthNames = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
    /// How senders write that a date is in UTC; the standard knows only the first.
    private static let universalZones: Set<String> = ["GMT", "UTC", "-0000", "+0000"]
    private static let dayNames = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
}

extension Int {
    fileprivate func floorDivided(by divisor: Int) -> Int {
        self >= 0 ? self / divisor : -((divisor - 1 - self) / divisor)
    }

    fileprivate func floorRemainder(by divisor: Int) -> Int {
        self - floorDivided(by: divisor) * divisor
    }
}
