import AWSWire

/// One page of a list whose elements are known by their names, in ascending order.
struct Page {
    let names: ArraySlice<String>
    /// The way to the elements that are left; nil on the last page.
    let nextToken: String?
}

/// Why there is no page.
struct PageRefusal: Error {
    let refusal: Refusal
}

extension Call {
    /// The page that the call asks for by its members `NextToken` and `Limit`.
    ///
    /// - Parameters:
    ///   - names: in ascending order.
    ///   - list: what tells this list from every other; a token is good for its own list only.
    func page(
        of names: [String], startingWith prefix: String, list: String
    ) throws(PageRefusal) -> Page {
        let limit = integer("Limit") ?? policies.pageSize
        var start = Self.firstIndex(in: names, notBefore: prefix)
        if let token = text("NextToken") {
            guard let (last, made) = PageToken.read(token, list: list) else {
                throw PageRefusal(
                    refusal: badToken("the page token is not one of this list\n'\(token)'"))
            }
            guard now - made <= policies.pageTokenLife else {
                throw PageRefusal(
                    refusal: badToken(
                        "the page token is too old\n\((now - made).components.seconds) s have passed"))
            }
            start = Self.firstIndex(in: names, notBefore: last)
            if start < names.count, names[start] == last { start += 1 }
        }
        var end = start
        while end < names.count, end - start < limit, names[end].utf8.starts(with: prefix.utf8) { end += 1 }
        let isMore = end > start && end < names.count && names[end].utf8.starts(with: prefix.utf8)
        return Page(
            names: names[start..<end],
            nextToken: isMore ? PageToken.text(after: names[end - 1], list: list, at: now) : nil)
    }

    /// The place of the first name that is not before this one: by halving, the names being in order.
    private static func firstIndex(in names: [String], notBefore start: String) -> Int {
        var lower = 0
        var upper = names.count
        while lower < upper {
            let middle = (lower + upper) / 2
            if names[middle].utf8.lexicographicallyPrecedes(start.utf8) {
                lower = middle + 1
            } else {
                upper = middle
            }
        }
        return lower
    }

    private func badToken(_ explanation: String) -> Refusal {
        let message = "The pagination token is not valid."
        return switch policies.badPageToken {
        case .invalidToken:
            Refusal(code: "InvalidToken", status: 400, message: message, explanation: explanation)
        case .validation: Refusal(.validation, message: message, explanation: explanation)
        }
    }
}

/// The text by which a list goes on: the last name told and when, tied to the list it belongs to.
enum PageToken {
    /// The token for going on after a name.
    static func text(after name: String, list: String, at now: Duration) -> String {
        let seconds = number(UInt64(bitPattern: now.components.seconds), bytes: 8)
        let sum = number(checksum(name, seconds, list), bytes: 4)
        return hex(Array(name.utf8) + seconds + sum)
    }

    /// The name in a token and when it was made; nil where it was not made for this list.
    static func read(_ token: String, list: String) -> (name: String, made: Duration)? {
        guard let bytes = bytes(token), bytes.count > 12 else { return nil }
        let name = String(decoding: bytes.dropLast(12), as: UTF8.self)
        let seconds = bytes.dropLast(4).suffix(8).reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        let made = Duration.seconds(Int64(bitPattern: seconds))
        return text(after: name, list: list, at: made) == token ? (name, made) : nil
    }

    /// The lowest byte first.
    private static func number(_ value: UInt64, bytes: Int) -> [UInt8] {
        (0..<bytes).map { UInt8(truncatingIfNeeded: value >> UInt64(8 * $0)) }
    }

    private static func checksum(_ name: String, _ seconds: [UInt8], _ list: String) -> UInt64 {
        // FNV-1a: tells tokens of other lists and mistyped ones, which is all that is asked of it.
        var sum: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in [Array(list.utf8), [0], Array(name.utf8), [0], seconds].joined() {
            sum = (sum ^ UInt64(byte)) &* 0x100_0000_01B3
        }
        return sum
    }

    private static func hex(_ bytes: [UInt8]) -> String {
        let digits = Array("0123456789abcdef".utf8)
        return String(
            decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }

    private static func bytes(_ text: String) -> [UInt8]? {
        let digits = text.utf8.map { Character(Unicode.Scalar($0)).hexDigitValue }
        guard digits.count.isMultiple(of: 2) else { return nil }
        var bytes: [UInt8] = []
        for index in stride(from: 0, to: digits.count, by: 2) {
            guard let high = digits[index], let low = digits[index + 1] else { return nil }
            bytes.append(UInt8(high << 4 | low))
        }
        return bytes
    }
}
