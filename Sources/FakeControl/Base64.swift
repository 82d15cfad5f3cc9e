/// Bytes as text (RFC 4648, section 4), with padding.
enum Base64 {
    private static let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

    static func text(_ bytes: some Sequence<UInt8>) -> String {
        var out: [UInt8] = []
        var bits: UInt32 = 0
        var count = 0
        for byte in bytes {
            bits = bits << 8 | UInt32(byte)
            count += 1
            if count == 3 {
                append(bits, 4, to: &out)
                (bits, count) = (0, 0)
            }
        }
        if count > 0 {
            append(bits << UInt32(8 * (3 - count)), count + 1, to: &out)
            out += Array(repeating: UInt8(ascii: "="), count: 3 - count)
        }
        return String(decoding: out, as: UTF8.self)
    }

    private static func append(_ bits: UInt32, _ count: Int, to out: inout [UInt8]) {
        for place in 0..<count { out.append(digits[Int(bits >> UInt32(18 - 6 * place) & 63)]) }
    }
}
