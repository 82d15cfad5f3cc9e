/// A word or a sign of Swift code, outside comments and string literals.
struct SwiftToken: Hashable, Sendable {
    let text: String
    let line: Int
    /// True where nothing stands between this and the token before.
    let isAttached: Bool
}

/// Cuts Swift code into words and single signs; comments and string literals are left out.
func swiftTokens(of code: String) -> [SwiftToken] {
    var scanner = SwiftScanner(code)
    return scanner.tokens()
}

private struct SwiftScanner {
    private let bytes: [UInt8]
    private var index = 0
    private var line = 1

    init(_ code: String) {
        bytes = Array(code.utf8)
    }

    mutating func tokens() -> [SwiftToken] {
        var result: [SwiftToken] = []
        var isAttached = false
        while index < bytes.count {
            if skipSpace() || skipComment() || skipString() {
                isAttached = false
                continue
            }
            let start = index
            repeat { index += 1 } while isWord(bytes[start]) && index < bytes.count && isWord(bytes[index])
            let text = String(decoding: bytes[start..<index], as: UTF8.self)
            result.append(SwiftToken(text: text, line: line, isAttached: isAttached))
            isAttached = true
        }
        return result
    }

    private func isWord(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), 0x80...:
            true
        default: false
        }
    }

    private func has(_ text: String, at offset: Int = 0) -> Bool {
        bytes[min(index + offset, bytes.count)...].starts(with: text.utf8)
    }

    private mutating func advance(_ count: Int = 1) {
        for _ in 0..<count where index < bytes.count {
            if bytes[index] == UInt8(ascii: "\n") { line += 1 }
            index += 1
        }
    }

    private mutating func skipSpace() -> Bool {
        guard bytes[index] <= 0x20 else { return false }
        advance()
        return true
    }

    private mutating func skipComment() -> Bool {
        guard bytes[index] == UInt8(ascii: "/") else { return false }
        if has("//") {
            while index < bytes.count, bytes[index] != UInt8(ascii: "\n") { index += 1 }
            return true
        }
        guard has("/*") else { return false }
        var depth = 0
        repeat {
            if has("/*") {
                depth += 1
                advance(2)
            } else if has("*/") {
                depth -= 1
                advance(2)
            } else {
                advance()
            }
        } while depth > 0 && index < bytes.count
        return true
    }

    /// Skips a literal of any of Swift's forms, what is interpolated included.
    private mutating func skipString() -> Bool {
        var hashes = 0
        while index + hashes < bytes.count, bytes[index + hashes] == UInt8(ascii: "#") { hashes += 1 }
        guard index + hashes < bytes.count, bytes[index + hashes] == UInt8(ascii: "\"") else { return false }
        let fence = String(repeating: "#", count: hashes)
        let quotes = has("\"\"\"", at: hashes) ? "\"\"\"" : "\""
        advance(hashes + quotes.utf8.count)
        while index < bytes.count, !has(quotes + fence) {
            if has("\\\(fence)(") {
                advance(hashes + 2)
                skipInterpolation()
            } else {
                advance(has("\\\(fence)") ? hashes + 2 : 1)
            }
        }
        advance(quotes.utf8.count + hashes)
        return true
    }

    private mutating func skipInterpolation() {
        var depth = 1
        while depth > 0, index < bytes.count {
            if skipComment() || skipString() { continue }
            if bytes[index] == UInt8(ascii: "(") { depth += 1 }
            if bytes[index] == UInt8(ascii: ")") { depth -= 1 }
            advance()
        }
    }
}
