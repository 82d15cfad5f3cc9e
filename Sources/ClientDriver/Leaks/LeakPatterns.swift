/// Secrets, and how each would look if somebody printed it.
package struct LeakPatterns: Hashable, Sendable {
    /// One secret with its kind: `secret access key`.
    package struct Secret: Hashable, Sendable {
        package let kind: String
        package let text: String

        package init(kind: String, text: String) {
            self.kind = kind
            self.text = text
        }
    }

    /// Bytes to look for, and what they would show.
    struct Needle: Hashable, Sendable {
        let bytes: [UInt8]
        let kind: String
        let spelling: Leak.Spelling
    }

    /// Shorter texts stand in any output by chance.
    package static let shortestSecret = 8

    let needles: [Needle]
    /// By first byte, the needles that begin with it.
    let byFirstByte: [[Int]]
    /// The most bytes that any of them takes, however it is escaped.
    let longestSpelling: Int

    package init(_ secrets: [Secret]) {
        var needles: [Needle] = []
        for secret in secrets where secret.text.utf8.count >= Self.shortestSecret {
            let bytes = Array(secret.text.utf8)
            needles.append(Needle(bytes: bytes, kind: secret.kind, spelling: .plain))
            for form in Self.base64Forms(of: bytes) {
                needles.append(Needle(bytes: form, kind: secret.kind, spelling: .base64))
            }
            for digits in [Array("0123456789abcdef".utf8), Array("0123456789ABCDEF".utf8)] {
                let hex = bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
                needles.append(Needle(bytes: hex, kind: secret.kind, spelling: .hex))
            }
        }
        self.needles = needles
        var byFirstByte = Array(repeating: [Int](), count: needles.isEmpty ? 0 : 256)
        for (index, needle) in needles.enumerated() { byFirstByte[Int(needle.bytes[0])].append(index) }
        self.byFirstByte = byFirstByte
        // `\u002F` takes six bytes for one.
        longestSpelling = (needles.map(\.bytes.count).max() ?? 0) * 6
    }

    package var isEmpty: Bool { needles.isEmpty }

    /// The base64 of a text that stands anywhere in a longer one, in both alphabets.
    ///
    /// Three bytes make four letters, so a text can begin in three ways; letters that depend on its neighbours
    /// are left out.
    private static func base64Forms(of bytes: [UInt8]) -> [[UInt8]] {
        var forms: Set<[UInt8]> = []
        for alphabet in [Base64Alphabet.standard, .url] {
            for lead in 0..<3 {
                let letters = alphabet.letters(of: Array(repeating: 0, count: lead) + bytes)
                let foreign = [0, 2, 3][lead]
                let whole = (lead + bytes.count) / 3 * 4
                forms.insert(Array(letters[foreign..<whole]))
            }
        }
        return forms.sorted { $0.lexicographicallyPrecedes($1) }
    }
}

/// Writes base64, whole groups of three bytes only.
private struct Base64Alphabet {
    let alphabet: [UInt8]

    static let standard = Base64Alphabet(last: "+/")
    static let url = Base64Alphabet(last: "-_")

    private init(last: String) {
        let common = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
        alphabet = Array((common + last).utf8)
    }

    func letters(of bytes: [UInt8]) -> [UInt8] {
        stride(from: 0, to: bytes.count / 3 * 3, by: 3).flatMap { index in
            let group = UInt32(bytes[index]) << 16 | UInt32(bytes[index + 1]) << 8 | UInt32(bytes[index + 2])
            return [18, 12, 6, 0].map { alphabet[Int(group >> $0 & 63)] }
        }
    }
}
