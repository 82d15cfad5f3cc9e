/// Just enough of gzip (RFC 1952) to wrap bytes without compressing them.
enum Gzip {
    /// The bytes as a valid gzip file of stored blocks.
    static func stored(_ bytes: [UInt8]) -> [UInt8] {
        var out: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 0xFF]
        var rest = bytes[...]
        repeat {
            let block = rest.prefix(65_535)
            rest = rest.dropFirst(block.count)
            out.append(rest.isEmpty ? 1 : 0)
            append(UInt16(block.count), to: &out)
            append(~UInt16(block.count), to: &out)
            out += block
        } while !rest.isEmpty
        let sum = crc32(bytes)
        append(UInt16(truncatingIfNeeded: sum), to: &out)
        append(UInt16(truncatingIfNeeded: sum >> 16), to: &out)
        append(UInt16(truncatingIfNeeded: bytes.count), to: &out)
        append(UInt16(truncatingIfNeeded: bytes.count >> 16), to: &out)
        return out
    }

    /// The same with a block of a kind that does not exist.
    static func corrupt(_ bytes: [UInt8]) -> [UInt8] {
        var out = stored(bytes)
        out[10] |= 6
        return out
    }

    private static func append(_ value: UInt16, to out: inout [UInt8]) {
        out.append(UInt8(truncatingIfNeeded: value))
        out.append(UInt8(truncatingIfNeeded: value >> 8))
    }

    private static func crc32(_ bytes: [UInt8]) -> UInt32 {
        var sum = UInt32.max
        for byte in bytes {
            sum ^= UInt32(byte)
            for _ in 0..<8 { sum = sum & 1 == 1 ? sum >> 1 ^ 0xEDB8_8320 : sum >> 1 }
        }
        return ~sum
    }
}
