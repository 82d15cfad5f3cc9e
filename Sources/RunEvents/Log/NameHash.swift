/// The 64-bit FNV-1a hash of a file and a case's name, alike in every run.
struct NameHash {
    private(set) var value: UInt64 = 0xcbf2_9ce4_8422_2325

    /// Starts with the file and what parts it from the name.
    init(file: String) {
        for byte in file.utf8 { add(byte) }
        add(0xFF)
    }

    mutating func add(_ byte: UInt8) {
        value = (value ^ UInt64(byte)) &* 0x100_0000_01b3
    }

    mutating func add(_ name: String) {
        for byte in name.utf8 { add(byte) }
    }

    /// Adds bytes as long as they are printable ASCII with single blanks; false where they are not.
    mutating func addPlain(_ bytes: Span<UInt8>, _ range: Range<Int>, _ isAfterBlank: inout Bool) -> Bool {
        for place in range {
            let byte = bytes[place]
            let isBlank = byte == 0x20
            guard byte >= 0x20, byte < 0x7F, !(isBlank && isAfterBlank) else { return false }
            isAfterBlank = isBlank
            add(byte)
        }
        return true
    }
}
