import AWSWire
import JSONTree

/// Lists the sources whose names begin with a prefix, page by page in order of name.
@Sendable
func listPartnerEventSources(_ call: Call, _ table: inout SourceTable) -> Outcome {
    let prefix = call.text("NamePrefix") ?? ""
    let limit = call.integer("Limit") ?? call.policies.pageSize
    var start = prefix
    var isAfterStart = false
    if let token = call.text("NextToken") {
        guard let last = PageToken.name(in: token, prefix: prefix) else {
            return .refusal(badToken(token, call))
        }
        start = last
        isAfterStart = true
    }
    let names = table.names()
    var index = firstIndex(in: names, notBefore: start)
    if isAfterStart, index < names.count, names[index] == start { index += 1 }
    var page: [JSONValue] = []
    var last = ""
    while index < names.count, page.count < limit, names[index].utf8.starts(with: prefix.utf8) {
        last = names[index]
        page.append(.object(["Arn": .string(call.arn(of: last)), "Name": .string(last)]))
        index += 1
    }
    var output: JSONObject = ["PartnerEventSources": .array(page)]
    if index < names.count, names[index].utf8.starts(with: prefix.utf8) {
        output.append("NextToken", .string(PageToken.text(after: last, prefix: prefix)))
    }
    return .success(output)
}

/// The place of the first name that is not before this one: by halving, the names being in order.
private func firstIndex(in names: [String], notBefore start: String) -> Int {
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

private func badToken(_ token: String, _ call: Call) -> Refusal {
    let explanation = "the page token is not one of this list\n'\(token)'"
    switch call.policies.badPageToken {
    case .invalidToken:
        return Refusal(
            code: "InvalidToken", status: 400, message: "The pagination token is not valid.",
            explanation: explanation)
    case .validation:
        return Refusal(
            .validation, message: "The pagination token is not valid.", explanation: explanation)
    }
}

/// The text by which a list goes on: the last name told, tied to the list it belongs to.
enum PageToken {
    /// The token for going on after a name.
    static func text(after name: String, prefix: String) -> String {
        let sum = checksum(name, prefix)
        return hex(Array(name.utf8) + (0..<4).map { UInt8(truncatingIfNeeded: sum >> UInt64(8 * $0)) })
    }

    /// The name in a token; nil where it was not made for a list of this prefix.
    static func name(in token: String, prefix: String) -> String? {
        guard let bytes = bytes(token), bytes.count > 4 else { return nil }
        let name = String(decoding: bytes.dropLast(4), as: UTF8.self)
        return text(after: name, prefix: prefix) == token ? name : nil
    }

    private static func checksum(_ name: String, _ prefix: String) -> UInt64 {
        // FNV-1a: tells tokens of other lists and mistyped ones, which is all that is asked of it.
        var sum: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in [Array(prefix.utf8), [0], Array(name.utf8)].joined() {
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
